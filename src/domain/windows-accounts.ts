import type { Severity } from './severity.ts';
import type { Attributes, WatchedThing } from './thing.ts';

/** An account of this machine itself, as its security accounts manager has it. */
export interface LocalAccount {
  /** Empty where no name leads to it, null where names do not tell whose they are. */
  readonly name: string | null;
  /** The last number of its security identifier. */
  readonly rid: number;
  /** The one in its record: whoever signs in becomes that account. */
  readonly ridInRecord: number;
  readonly isDisabled: boolean;
  readonly needsPassword: boolean;
  readonly passwordExpires: boolean;
  readonly isPasswordSet: boolean;
  readonly isOrdinary: boolean;
}

export interface LocalGroup {
  /** Such as S-1-5-32-544; its name depends on the language. */
  readonly sid: string;
  /** Security identifiers; those of a domain are known by nothing else here. */
  readonly members: readonly string[];
}

export interface LocalAccounts {
  readonly machineSid: string;
  readonly accounts: readonly LocalAccount[];
  readonly groups: readonly LocalGroup[];
}

/** Groups of Windows whose members rule the machine, or reach it from afar or below its permissions ([MS-DTYP] 2.4.2.4). */
export const administratorsSid = 'S-1-5-32-544';
export const rulingGroups: Readonly<Record<string, string>> = {
  [administratorsSid]: 'Administrators',
  'S-1-5-32-547': 'Power Users',
  'S-1-5-32-551': 'Backup Operators',
  'S-1-5-32-555': 'Remote Desktop Users',
  'S-1-5-32-578': 'Hyper-V Administrators',
  'S-1-5-32-580': 'Remote Management Users',
};

const guest = 501;

/** Pure. Every local account by its identifier (T1136.001, T1098), and every other member of a ruling group (T1098). */
export function localAccountThings({ machineSid, accounts, groups }: LocalAccounts): WatchedThing[] {
  const ruling = groups.filter(({ sid }) => Object.hasOwn(rulingGroups, sid));
  const local = new Set(accounts.map(({ rid }) => `${machineSid}-${rid}`));
  const others = ruling.flatMap(({ sid, members }) => members.filter((member) => !local.has(member)).map((member) => ({ sid, member })));
  return [
    ...accounts.map((account) => accountThing(account, `${machineSid}-${account.rid}`, ruling)),
    ...others.map(
      ({ sid, member }): WatchedThing => ({
        kind: 'administrator-member',
        key: `${sid}\\${member}`,
        state: { group: rulingGroups[sid] ?? sid, member },
        severity: sid === administratorsSid ? undefined : 'medium',
      }),
    ),
  ];
}

function accountThing(account: LocalAccount, sid: string, ruling: readonly LocalGroup[]): WatchedThing {
  const groups = ruling.filter(({ members }) => members.includes(sid)).map((group) => group.sid);
  const isHidden = account.isOrdinary && (account.name ?? '').endsWith('$');
  return {
    kind: 'account',
    key: sid,
    state: stateOf(account, groups),
    severity: isHidden ? 'critical' : severityOf(account, groups),
    ...(isHidden ? { technique: 'T1564.002' } : {}),
  };
}

function stateOf(account: LocalAccount, groups: readonly string[]): Attributes {
  return {
    name: account.name,
    rights: groups.includes(administratorsSid) ? 'administrator' : groups.length > 0 ? 'elevated' : 'ordinary',
    groups: groups.toSorted(),
    enabled: !account.isDisabled,
    password: account.needsPassword ? (account.isPasswordSet ? 'set' : 'never set') : 'not required',
    passwordExpires: account.passwordExpires,
    type: account.isOrdinary ? 'user' : 'machine or domain',
    ...(account.ridInRecord === account.rid ? {} : { actsAs: account.ridInRecord }),
  };
}

/** An account that acts as another, or has no name, is made so by nobody but an intruder. */
function severityOf(account: LocalAccount, groups: readonly string[]): Severity {
  if (account.ridInRecord !== account.rid || account.name === '') return 'critical';
  if (account.isDisabled) return groups.length > 0 ? 'medium' : 'low';
  return groups.length > 0 || account.rid === guest ? 'high' : 'medium';
}
