import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync('docs/security.md', 'utf8');
const named = [...text.matchAll(/`([a-z0-9/-]+\.test\.ts)`(?: "([^"]+)")?/g)].map(([, file = '', title]) => ({ file, title: title ?? '' }));

test('docs/security.md rests on tests', () => expect(named.length).toBeGreaterThan(30));

test.for(named)('docs/security.md names $file "$title", which is there', ({ file, title }) => {
  const path = `test/${file}`;
  expect(existsSync(path), path).toBe(true);
  expect(readFileSync(path, 'utf8')).toContain(title);
});
