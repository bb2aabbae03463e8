import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { publicCommands } from '../support/readme-commands.ts';

const sources = globSync('{src,electron,renderer,build}/**/*.{ts,tsx,mjs}');
const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length;
const containing = (files: readonly string[], pattern: RegExp): string[] =>
  files.filter((file) => pattern.test(readFileSync(file, 'utf8')));

test('there are sources to look at', () => expect(sources.length).toBeGreaterThan(100));
test('no file is over 300 lines', () => expect(sources.filter((file) => linesOf(file) > 300)).toEqual([]));
test('the median file is at most 80 lines, 95 of 100 are at most 200', () => {
  const sorted = sources.map(linesOf).toSorted((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
  expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThanOrEqual(200);
});
test('only src/platform asks which system this is', () =>
  expect(
    containing(
      sources.filter((file) => /^(src|electron|renderer)\//.test(file) && !file.startsWith('src/platform/')),
      /process\.platform/,
    ),
  ).toEqual([]));
test('nothing but the platform starts a process, and never through a shell', () => {
  expect(
    containing(
      sources.filter((file) => /^(src|electron|renderer)\//.test(file) && !file.startsWith('src/platform/')),
      /child_process/,
    ),
  ).toEqual([]);
  expect(containing(sources, /shell:\s*true|\bexecSync\(|[^.]\bexec\(['"`]/)).toEqual([]);
});
test('the collector has no way to make an endpoint do anything: its routes are these', () => {
  const routes = globSync('src/collector/routes/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bapp\.(get|post|put|delete|patch)\(\s*'([^']+)'/g)].map(
      ([, method, path]) => `${method} ${path}`,
    ),
  );
  expect(routes.toSorted()).toMatchSnapshot();
});
test('each command that the README names is a script of package.json', () =>
  expect(publicCommands()).toEqual(expect.arrayContaining(['npm start', 'npm test', 'npm run check'])));
