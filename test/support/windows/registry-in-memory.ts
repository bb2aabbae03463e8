import { readFileSync, writeFileSync } from 'node:fs';
import { AppError } from '../../../src/base/app-error.ts';
import { foldName, type RegistryKey, type RegistryValue } from '../../../src/domain/registry-key.ts';
import { parseRegFile } from '../../../src/platform/windows/reg-file.ts';
import type { RunCommand } from '../../../src/platform/run-command.ts';
import { writeRegFile } from './reg-writer.ts';

export const wineUser = 'S-1-5-21-0-0-0-1000';

/** A registry of the test's own, that registry files are imported into as reg.exe does it. */
export interface RegistryInMemory {
  readonly keys: ReadonlyMap<string, { readonly path: string; values: RegistryValue[] }>;
  /** The text of a registry file without its header. */
  import(text: string): void;
}

export function registryInMemory(): RegistryInMemory {
  const keys = new Map<string, { readonly path: string; values: RegistryValue[] }>();
  const enter = (path: string): { values: RegistryValue[] } => {
    const names = path.split('\\');
    for (let length = 1; length <= names.length; length += 1) {
      const own = names.slice(0, length).join('\\');
      if (!keys.has(foldName(own))) keys.set(foldName(own), { path: own, values: [] });
    }
    return keys.get(foldName(path)) ?? { values: [] };
  };
  const leave = (path: string): void => {
    for (const key of keys.keys()) if (key === foldName(path) || key.startsWith(`${foldName(path)}\\`)) keys.delete(key);
  };
  return {
    keys,
    import(text) {
      let current: { values: RegistryValue[] } | null = null;
      for (const statement of parseRegFile([`Windows Registry Editor Version 5.00\n\n${text}`])) {
        if (statement.is === 'not-understood') throw new Error(`a registry file of the test is not understood: ${text.slice(0, 200)}`);
        if (statement.is === 'key' && statement.deletes) leave(statement.path);
        else if (statement.is === 'key') current = enter(statement.path);
        else if (current) {
          const { name, data } = statement;
          const old = current.values.find((value) => foldName(value.name) === foldName(name));
          current.values = current.values.filter((value) => value !== old);
          if (data) current.values.push({ name: old?.name ?? name, data });
        }
      }
    },
  };
}

/** What Wine's fresh registry holds below the services, the spooler, the session manager and a user. */
export function wineRegistry(): RegistryInMemory {
  const registry = registryInMemory();
  for (const name of ['services', 'print', 'session-manager', 'user-software', 'user-environment']) {
    const text = readFileSync(`test/fixtures/windows/reg-wine-8.0-${name}.reg`).toString('utf16le', 2);
    registry.import(text.slice(text.indexOf('\n') + 1));
  }
  return registry;
}

export interface RegExeOptions {
  /** Keys that cannot be written out. */
  readonly denied?: readonly string[];
  readonly onRun?: (args: readonly string[]) => void;
}

/** reg.exe over a registry of the test's own: `export` writes a file; `query` prints texts, numbers and the keys below, with /v one binary value. */
export function regExe(registry: RegistryInMemory, { denied = [], onRun }: RegExeOptions = {}): RunCommand {
  return async ({ args }) => {
    onRun?.(args);
    const [verb, root = '', file = ''] = args;
    const all = [...registry.keys.values()];
    const below = all.filter(({ path }) => isAtOrBelow(path, root));
    const isDenied = denied.includes(root) && (verb === 'export' || args.includes('/v'));
    if (below.length === 0 || isDenied) throw new AppError('COMMAND_FAILED', 'reg.exe ended with 1');
    if (args.includes('/v')) return valuesNamed(args.at(-1) ?? '', args.includes('/s') ? below : below.slice(0, 1));
    if (verb === 'export') writeFileSync(file, `\uFEFF${writeRegFile(below.map((key): RegistryKey => key))}`, 'utf16le');
    return verb === 'query' ? [...valueLines(registry, root), ...below.flatMap(({ path }) => childOf(path, root))].join('\r\n') : '';
  };
}

/** As reg.exe prints them; it fails where there are none. */
function valuesNamed(wanted: string, keys: readonly RegistryKey[]): string {
  const printed = keys.flatMap(({ path, values }) =>
    values.flatMap(({ name, data }) =>
      foldName(name) === foldName(wanted) && data.type === 'bytes'
        ? ['', longPath(path), `    ${name}    REG_BINARY    ${data.hex.toUpperCase()}`]
        : [],
    ),
  );
  if (printed.length === 0) throw new AppError('COMMAND_FAILED', 'reg.exe ended with 1');
  return [...printed, '', `End of search: ${printed.length / 3} match(es) found.`, ''].join('\r\n');
}

const longPath = (path: string): string => path.replace(/^HKLM/, 'HKEY_LOCAL_MACHINE').replace(/^HKU/, 'HKEY_USERS');

const isAtOrBelow = (path: string, root: string): boolean =>
  foldName(path) === foldName(root) || foldName(path).startsWith(`${foldName(root)}\\`);

function valueLines(registry: RegistryInMemory, root: string): string[] {
  return (registry.keys.get(foldName(root))?.values ?? []).flatMap(({ name, data }) => {
    if (data.type === 'dword') return [`    ${name}    REG_DWORD    0x${data.number.toString(16)}`];
    return data.type === 'sz' ? [`    ${name}    REG_SZ    ${data.text}`] : [];
  });
}

function childOf(path: string, root: string): string[] {
  const rest = path.slice(root.length + 1);
  return rest !== '' && !rest.includes('\\') ? [longPath(path)] : [];
}
