import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { techniquesDocument } from '../../build/techniques.ts';
import { kindsOfThing } from '../../src/domain/thing.ts';

const triedRows = readFileSync('test/integration/machine/linux-places.test.ts', 'utf8');

test('docs/techniques.md is what the registry says', () => expect(readFileSync('docs/techniques.md', 'utf8')).toBe(techniquesDocument()));

test('every technique that the table calls tried for real on Linux stands in the test that tries it', () => {
  const called = techniquesDocument()
    .split('\n')
    .filter((line) => line.includes('linux-places.test.ts'))
    .map((line) => /T\d{4}(\.\d{3})?/.exec(line)?.[0]);
  expect(called.length).toBeGreaterThan(25);
  expect(called.filter((technique) => technique === undefined || !triedRows.includes(`'${technique}'`))).toEqual([]);
});

test('every kind of thing is watched by some scanner', () => {
  const table = techniquesDocument();
  expect(Object.keys(kindsOfThing).filter((kind) => !table.includes(`| ${kind} |`))).toEqual([]);
});
