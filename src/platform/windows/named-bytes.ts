import { AppError } from '../../base/app-error.ts';
import type { NamedBytes, Reading } from '../host.ts';
import type { RunCommand } from '../run-command.ts';
import { regQueryValue } from './reg-command.ts';
import { shortPath } from './reg-file.ts';

/**
 * One value by its name, at `key` or at all keys below it too, by `reg.exe query`: unlike an export it prints nothing of what lies
 * beside it and leaves no file. reg.exe says in words alone whether a key is missing or closed: both are COMMAND_FAILED.
 */
export async function readNamedBytes(
  run: RunCommand,
  named: NamedBytes,
  signal: AbortSignal,
): Promise<Reading<ReadonlyMap<string, string>>> {
  try {
    return { status: 'read', value: parseNamedBytes(await run(regQueryValue(named), signal), named.name) };
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'COMMAND_FAILED') return { status: 'unreadable', reason: thrown.code };
    throw thrown;
  }
}

/** Pure. Hexadecimal digits of the REG_BINARY values called `name` that reg.exe printed, by the path of their key. */
export function parseNamedBytes(output: string, name: string): Map<string, string> {
  const found = new Map<string, string>();
  let key = '';
  for (const line of output.split(/\r?\n/)) {
    if (/^HKEY_/i.test(line)) key = shortPath(line);
    const [, own, digits = ''] = /^ {4}(.+?) {4}REG_BINARY {4}((?:[0-9a-f]{2})*)$/i.exec(line) ?? [];
    if (own?.toLowerCase() === name.toLowerCase()) found.set(key, digits.toLowerCase());
  }
  return found;
}
