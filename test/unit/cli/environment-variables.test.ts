import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unknownVariables } from '../../../src/cli/environment-variables.ts';

test.for([
  { name: 'a misspelt section', variable: 'WARDWATCH_COLECTOR_PORT', nearest: 'WARDWATCH_COLLECTOR_PORT' },
  { name: 'another misspelt section', variable: 'WARDWATCH_AGNET_HEARTBEAT_MINUTES', nearest: 'WARDWATCH_AGENT_HEARTBEAT_MINUTES' },
  { name: 'a misspelt name', variable: 'WARDWATCH_LANGUGE', nearest: 'WARDWATCH_LANGUAGE' },
  { name: 'a shortened name', variable: 'WARDWATCH_DATADIR', nearest: 'WARDWATCH_DATA_DIR' },
  { name: 'a section that exists nowhere', variable: 'WARDWATCH_HOSPITAL_BEDS', nearest: null },
])('$name is told, with the name that it may be a slip of', ({ variable, nearest }) =>
  expect(unknownVariables({ [variable]: 'x' })).toEqual([{ name: variable, nearest }]),
);

test('what means something, and what is of others, is not told', () =>
  expect(
    unknownVariables({ WARDWATCH_COLLECTOR_PORT: '1', WARDWATCH_AGENT_NONSENSE: 'an error elsewhere', PATH: '/bin', XWARDWATCH_A: '' }),
  ).toEqual([]));

test('every variable that the product, its build and its tests read is known', () => {
  const texts = ['src', 'build', 'electron', 'test', '.ci'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes(join('test', 'unit', 'cli')))
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')),
  );
  const read = texts.flatMap((text) => text.match(/(?<=env\.|env\[')WARDWATCH_[A-Z_]+/g) ?? []);
  expect(read.length).toBeGreaterThan(10);
  expect(unknownVariables(Object.fromEntries(read.map((name) => [name, ''])))).toEqual([]);
});
