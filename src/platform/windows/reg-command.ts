import type { NamedBytes } from '../host.ts';
import type { AllowedCommand } from '../run-command.ts';

const paths = ['C:\\Windows\\System32\\reg.exe'] as const;

/** Writes a key and all below it to `file`, as UTF-16 text of the same form in every language of Windows. */
export function regExport(root: string, file: string): AllowedCommand {
  return { paths, args: ['export', root, file, '/y'], timeoutMs: 60_000, maxBytes: 64 * 1024 };
}

/** Prints a key's values and the paths of the keys below it; names of types and hives are the same in every language. */
export function regQuery(key: string): AllowedCommand {
  return { paths, args: ['query', key], timeoutMs: 20_000, maxBytes: 4 * 1024 * 1024 };
}

/** Prints one value by its name, at a key or at all keys below it too. */
export function regQueryValue({ key, name, below }: NamedBytes): AllowedCommand {
  return { paths, args: ['query', key, ...(below ? ['/s'] : []), '/v', name], timeoutMs: 20_000, maxBytes: 4 * 1024 * 1024 };
}

const longHives: Readonly<Record<string, string>> = { HKEY_LOCAL_MACHINE: 'HKLM', HKEY_USERS: 'HKU' };

/** Pure. Names of the keys below `key` in the output of `regQuery(key)`. */
export function parseSubkeys(output: string, key: string): string[] {
  const start = `${key.toLowerCase()}\\`;
  return output.split(/\r?\n/).flatMap((line) => {
    const [hive = '', ...rest] = line.split('\\');
    const path = [longHives[hive.toUpperCase()] ?? hive, ...rest].join('\\');
    return path.toLowerCase().startsWith(start) ? [path.slice(start.length)] : [];
  });
}

/** Pure. Texts and numbers among the values that `regQuery` printed, by name. */
export function parseValues(output: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of output.split(/\r?\n/)) {
    const [, name, type, text] = /^ {4}(.+?) {4}(REG_(?:SZ|EXPAND_SZ|DWORD)) {4}(.*)$/.exec(line) ?? [];
    if (name !== undefined && text !== undefined) values.set(name, type === 'REG_DWORD' ? String(Number.parseInt(text, 16)) : text);
  }
  return values;
}
