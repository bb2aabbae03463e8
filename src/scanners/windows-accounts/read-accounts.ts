import { AppError } from '../../base/app-error.ts';
import type { Unreadable } from '../../domain/coverage.ts';
import { foldName, type RegistryKey } from '../../domain/registry-key.ts';
import type { LocalAccount, LocalAccounts, LocalGroup } from '../../domain/windows-accounts.ts';
import { readRegistry } from '../read-registry.ts';
import type { ScanContext } from '../scanner.ts';
import { closedPlaces } from '../closed-hives.ts';
import { accountRecord, groupMembers, machineSid } from './sam-values.ts';

const domains = 'HKLM\\SAM\\SAM\\Domains';
const usersKey = `${domains}\\Account\\Users`;
const namesKey = `${usersKey}\\Names`;
const aliasesKey = `${domains}\\Builtin\\Aliases`;
export const accountKeys: readonly string[] = [usersKey, aliasesKey];

/**
 * The accounts of this machine and the members of its groups, or why not all of them: half of them would pass for the removal of the
 * rest. Read are the value F of each account, which holds no secret, names and members; the value V, which holds the hash of the
 * password, is not.
 */
export async function readAccounts(context: ScanContext): Promise<LocalAccounts | { readonly unreadable: readonly Unreadable[] }> {
  const { host, signal } = context;
  if (!host.readNamedBytes) throw new AppError('PLATFORM_UNSUPPORTED', 'This machine has no registry that could be read.');
  const registry = await readRegistry([namesKey, aliasesKey], context);
  if (registry.unreadable.length > 0) return { unreadable: closedPlaces(registry.unreadable) };
  if (registry.keys.length === 0) return notRead(domains, 'ABSENT');
  const records = await host.readNamedBytes({ key: usersKey, name: 'F', below: true }, signal);
  const domain = await host.readNamedBytes({ key: `${domains}\\Account`, name: 'V', below: false }, signal);
  if (records.status !== 'read') return notRead(usersKey, records.status === 'unreadable' ? records.reason : 'ABSENT');
  const sid = domain.status === 'read' ? machineSid([...domain.value.values()][0] ?? '') : null;
  if (sid === null) return notRead(`${domains}\\Account`, domain.status === 'unreadable' ? domain.reason : 'OUTPUT_NOT_UNDERSTOOD');
  const accounts = accountsOf(records.value, namesByRid(registry.keys));
  const groups = groupsOf(registry.keys);
  if (accounts === null || accounts.length === 0) return notRead(usersKey, 'OUTPUT_NOT_UNDERSTOOD');
  return groups === null || groups.length === 0 ? notRead(aliasesKey, 'OUTPUT_NOT_UNDERSTOOD') : { machineSid: sid, accounts, groups };
}

const notRead = (key: string, reason: string): { readonly unreadable: readonly Unreadable[] } => ({
  unreadable: closedPlaces([{ subject: `${key}\\`, reason }]),
});

const ridOf = (path: string): number | null => {
  const digits = /\\([0-9a-f]{8})$/i.exec(path)?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 16);
};

function accountsOf(records: ReadonlyMap<string, string>, names: ReadonlyMap<number, string>): LocalAccount[] | null {
  const accounts: LocalAccount[] = [];
  for (const [path, hex] of records) {
    const rid = ridOf(path);
    const record = accountRecord(hex);
    if (rid === null || record === null) return null;
    const { rid: ridInRecord, ...rest } = record;
    accounts.push({ name: names.get(rid) ?? (names.size > 0 ? '' : null), rid, ridInRecord, ...rest });
  }
  return accounts;
}

/** The type of the default value of a name's key is the number of the account. */
function namesByRid(keys: readonly RegistryKey[]): Map<number, string> {
  const start = `${foldName(namesKey)}\\`;
  return new Map(
    keys
      .filter(({ path }) => foldName(path).startsWith(start))
      .flatMap(({ path, values }) => {
        const data = values.find(({ name }) => name === '')?.data;
        return data?.type === 'bytes' ? [[data.typeNumber, path.slice(start.length)] as const] : [];
      }),
  );
}

function groupsOf(keys: readonly RegistryKey[]): LocalGroup[] | null {
  const groups: LocalGroup[] = [];
  for (const { path, values } of keys) {
    const rid = foldName(path.slice(0, path.lastIndexOf('\\'))) === foldName(aliasesKey) ? ridOf(path) : null;
    const data = values.find(({ name }) => foldName(name) === 'c')?.data;
    if (rid === null) continue;
    const members = data?.type === 'bytes' ? groupMembers(data.hex) : null;
    if (members === null) return null;
    groups.push({ sid: `S-1-5-32-${rid}`, members });
  }
  return groups;
}
