import type { RegistryData, RegistryKey, RegistryValue } from '../../domain/registry-key.ts';
import { parseRegData, unescapeText } from './reg-data.ts';
import { closingQuote, type RegLine, regLines } from './reg-lines.ts';

/** A statement of a registry file. `deletes` stands for `[-KEY]`, `data: null` for `"name"=-`. */
export type RegStatement =
  | { readonly is: 'key'; readonly path: string; readonly deletes: boolean }
  | { readonly is: 'value'; readonly name: string; readonly data: RegistryData | null }
  | { readonly is: 'not-understood' };

const header = 'Windows Registry Editor Version 5.00';
const hives: Readonly<Record<string, string>> = { HKEY_LOCAL_MACHINE: 'HKLM', HKEY_USERS: 'HKU' };

/**
 * Pure. What a registry file says, in its order; values of keys that are not wanted are passed over unread. The first statement is
 * not understood where the header is another one.
 */
export function* parseRegFile(pieces: Iterable<string>, isWanted: (path: string) => boolean = () => true): Generator<RegStatement> {
  let isFirst = true;
  let reads = true;
  for (const line of regLines(pieces)) {
    if (isFirst) {
      if (!('text' in line) || line.text.replace('\uFEFF', '') !== header) yield { is: 'not-understood' };
      isFirst = false;
    } else if (reads || !('text' in line) || line.text.startsWith('[')) {
      const statement = statementOf(line);
      if (statement.is === 'key') reads = isWanted(statement.path);
      yield statement;
    }
  }
}

function statementOf(line: RegLine): RegStatement {
  if (!('text' in line)) return { is: 'not-understood' };
  const { text } = line;
  if (text.startsWith('[') && text.endsWith(']')) {
    const deletes = text.startsWith('[-');
    return { is: 'key', path: shortPath(text.slice(deletes ? 2 : 1, -1)), deletes };
  }
  const end = text.startsWith('@') ? 0 : closingQuote(text, 1);
  if ((!text.startsWith('"') && !text.startsWith('@')) || end === -1 || text[end + 1] !== '=') return { is: 'not-understood' };
  const name = text.startsWith('@') ? '' : unescapeText(text.slice(1, end));
  const said = text.slice(end + 2);
  if (said === '-') return { is: 'value', name, data: null };
  const data = parseRegData(said);
  return data ? { is: 'value', name, data } : { is: 'not-understood' };
}

/** `HKLM\…` and `HKU\…` for the long names of the hives. What Windows keeps in `HKU\SID_Classes` stands where people look for it. */
export function shortPath(path: string): string {
  const [hive = '', ...rest] = path.split('\\');
  const short = [hives[hive.toUpperCase()] ?? hive, ...rest].join('\\');
  return short.replace(/^(HKU\\[^\\]+)_Classes(?=\\|$)/i, '$1\\Software\\Classes');
}

export interface ExportReading {
  readonly keys: readonly RegistryKey[];
  /** Statements that are none, and deletions, which an export never has. */
  readonly notUnderstood: number;
}

/** Pure. The keys of an export that `isWanted`, each once, with the first value of each name. */
export function readExport(pieces: Iterable<string>, isWanted: (path: string) => boolean): ExportReading {
  const keys: { readonly path: string; readonly values: RegistryValue[] }[] = [];
  let current: RegistryValue[] | null = null;
  let notUnderstood = 0;
  for (const statement of parseRegFile(pieces, isWanted)) {
    if (statement.is === 'key' && !statement.deletes) {
      current = isWanted(statement.path) ? [] : null;
      if (current) keys.push({ path: statement.path, values: current });
    } else if (statement.is === 'value' && statement.data !== null) current?.push({ name: statement.name, data: statement.data });
    else notUnderstood += 1;
  }
  return { keys, notUnderstood };
}
