import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Scanner } from '../../src/scanners/scanner.ts';
import { hostOver } from '../support/fake-host.ts';
import { scanContext } from '../support/scan-context.ts';
import { tempFolder } from '../support/temp-folder.ts';

const recipe = /```ts recipe\n([\s\S]*?)```/.exec(readFileSync('CONTRIBUTING.md', 'utf8'))?.[1] ?? '';

test('the scanner of CONTRIBUTING.md compiles as it stands, and finds what it says', async () => {
  const folder = resolve('src/scanners/recipe-of-contributing');
  const file = resolve(folder, 'recipe.ts');
  mkdirSync(folder, { recursive: true }); // a run that was killed may have left it
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(file, recipe);
  const compiled = spawnSync(resolve('node_modules/.bin/tsc'), ['--project', 'tsconfig.json'], { encoding: 'utf8' });
  expect(compiled.stdout.split('\n').filter((line) => line.includes('recipe-of-contributing'))).toEqual([]);

  const { profileScripts }: { profileScripts: Scanner } = await import(file);
  const host = hostOver(tempFolder(), { 'etc/profile.d/x.sh': 'echo\n' });
  const judgement = await profileScripts.scan(scanContext(host));
  expect(judgement.things).toMatchObject([{ kind: 'configuration-file', key: '/etc/profile.d/x.sh' }]);
});
