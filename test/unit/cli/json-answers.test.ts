import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { errorCodes } from '../../../src/base/app-error.ts';
import { createProgram, runCli } from '../../../src/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'wardwatch-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const noFolder = join(folder, 'a-file');
writeFileSync(noFolder, 'no folder');

const ended = new AbortController();
const processWith = (out: (line: string) => void) => ({
  out,
  err: () => undefined,
  isTty: false,
  env: { WARDWATCH_LANGUAGE: 'vi', WARDWATCH_DATA_DIR: noFolder },
  entryPoint: 'src/cli/main.ts',
  stdin: () => Readable.from([]),
  signal: ended.signal,
});

const program = await createProgram({ ...processWith(() => undefined), language: 'en', exitWith: () => undefined }, undefined);

interface Found {
  readonly path: readonly string[];
  readonly command: Command;
}
const leaves = (command: Command, path: readonly string[]): Found[] =>
  command.commands.length === 0 ? [{ path, command }] : command.commands.flatMap((inner) => leaves(inner, [...path, inner.name()]));
const withJson = leaves(program, []).filter(({ command }) => command.options.some(({ long }) => long === '--json'));

const refusal = z.strictObject({ error: z.strictObject({ code: z.enum(errorCodes), message: z.string().min(10) }) });

async function run(args: readonly string[]): Promise<{ code: number; document: unknown }> {
  const lines: string[] = [];
  const code = await runCli(
    args,
    processWith((line) => void lines.push(line)),
  );
  return { code, document: JSON.parse(lines.join('\n')) };
}

const needed = ({ command }: Found): string[] => [
  ...command.registeredArguments.map(() => join(folder, 'nothing-here')),
  ...command.options.filter(({ mandatory }) => mandatory).flatMap(({ long }) => [long ?? '', join(folder, 'nothing-there', 'at-all')]),
];
const dataDir = ({ command }: Found): string[] =>
  command.options.some(({ long }) => long === '--data-dir') ? ['--data-dir', noFolder] : [];

test('many commands answer in JSON', () => expect(withJson.length).toBeGreaterThan(30));

describe.for(withJson.map((found) => ({ ...found, name: found.path.join(' ') })))('$name --json', (found) => {
  test('an option that there is not: one document, usage', async () => {
    const { code, document } = await run([...found.path, '--json', ...needed(found), '--no-such-option']);
    expect([code, refusal.parse(document).error.code]).toEqual([2, 'USAGE']);
  });

  test('a file, a folder and words that lead nowhere: one document', async () => {
    // What has nothing to be wrong about reads the machine or opens a network: its own tests say what it prints.
    const wrong = [...needed(found), ...dataDir(found)];
    if (wrong.length === 0) return;
    const { code, document } = await run([...found.path, '--json', ...wrong]);
    expect(document).toBeTypeOf('object');
    if (code === 2) refusal.parse(document);
  });
});

test.for([
  ['a command that there is not', ['nothing', '--json'], 'USAGE'],
  ['a group without its command', ['advisories', '--json'], 'USAGE'],
  ['versions without their number', ['versions', 'compare', 'dpkg', '1', '--json'], 'USAGE'],
  ['a scheme that there is not', ['versions', 'compare', 'nix', '1', '2', '--json'], 'USAGE'],
  ['what is no version', ['versions', 'compare', 'dpkg', 'ệ', '2', '--json'], 'USAGE'],
  ['a file that is not there', ['advisories', 'validate', '/nonexist', '--json'], 'FILE_UNREADABLE'],
  ['captures that are not there', ['inventory', 'import', '/nonexist', '--json'], 'FILE_UNREADABLE'],
  ['an inventory that is not there', ['advisories', 'match', '--inventory', '/nonexist', '--json'], 'USAGE'],
] as const)('%s: one document with the reason', async ([, args, expected]) => {
  const { code, document } = await run(args);
  expect([code > 0, refusal.parse(document).error.code]).toEqual([true, expected]);
});

test('without --json nothing is printed but words to standard error', async () => {
  const lines: string[] = [];
  const code = await runCli(
    ['versions', 'compare', 'nix', '1', '--', '--json'],
    processWith((line) => void lines.push(line)),
  );
  expect([code, lines]).toEqual([2, []]);
});
