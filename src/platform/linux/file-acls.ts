import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../base/app-error.ts';
import type { FileAcl } from '../../domain/facts.ts';
import type { Partly, Reading } from '../host.ts';
import { type AllowedCommand, findCommand, type RunCommand } from '../run-command.ts';

/** One process for all of them: 0.2 s for /etc, programs and units of a Debian machine. Links are not followed, numbers not turned to names. */
const getfacl = (paths: readonly string[]): AllowedCommand => ({
  paths: ['/usr/bin/getfacl', '/bin/getfacl'],
  args: ['--recursive', '--physical', '--skip-base', '--absolute-names', '--numeric', '--', ...paths],
  timeoutMs: 120_000,
  maxBytes: 8 * 1024 * 1024,
});

/**
 * Files and folders at or below `places` that give somebody more than owner, group and mode say. Absent where getfacl(1) of the package
 * acl is not installed. What it could not read it says in words alone: then all of it is SOME_UNREADABLE.
 */
export async function listFileAcls(
  run: RunCommand,
  root: string,
  places: readonly string[],
  signal: AbortSignal,
): Promise<Reading<Partly<readonly FileAcl[]>>> {
  const paths = places.map((place) => (root === '/' ? place : join(root, place))).filter((path) => existsSync(path));
  const command = getfacl(paths);
  if (findCommand(command) === null) return { status: 'absent' };
  const within = ({ path, entries }: FileAcl): FileAcl => ({ path: root === '/' ? path : path.slice(root.length), entries });
  const read = async (goodExitCodes: readonly number[]): Promise<FileAcl[]> =>
    paths.length === 0 ? [] : parseGetfacl(await run({ ...command, goodExitCodes }, signal)).map(within);
  try {
    return { status: 'read', value: { value: await read([0]), unreadable: [] } };
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'COMMAND_FAILED') throw thrown;
    return { status: 'read', value: { value: await read([0, 1]), unreadable: [{ subject: '/', reason: 'SOME_UNREADABLE' }] } };
  }
}

/** Pure. The entries of getfacl(1) that no mode has: those of named users and groups, the mask, and what new files in a folder get. */
export function parseGetfacl(output: string): FileAcl[] {
  return output.split('\n\n').flatMap((block): FileAcl[] => {
    const lines = block.split('\n');
    const path = lines.find((line) => line.startsWith('# file: '))?.slice('# file: '.length);
    const entries = lines.filter((line) => line !== '' && !line.startsWith('# ') && !/^(user|group|other)::/.test(line));
    return path === undefined || entries.length === 0 ? [] : [{ path: unquoted(path), entries: entries.map(oneSpace) }];
  });
}

/** `\\` and three octal digits stand for a backslash and for what would break a line. */
const unquoted = (path: string): string =>
  path.replaceAll(/\\(\\|[0-7]{3})/g, (_, quoted: string) => (quoted === '\\' ? quoted : String.fromCodePoint(Number.parseInt(quoted, 8))));
const oneSpace = (line: string): string => line.replaceAll(/\s+/g, ' ').trim();
