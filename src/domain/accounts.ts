import type { Account } from './facts.ts';
import type { FindingDraft } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Severity } from './severity.ts';
import type { Attributes, WatchedThing } from './thing.ts';

/** Groups whose members can become root by design of Debian, Ubuntu, Fedora and Docker. */
export const administratorGroups = ['root', 'sudo', 'wheel', 'admin', 'docker', 'lxd', 'disk', 'shadow'] as const;
const noLogin = /\/(nologin|false|sync|shutdown|halt)$/;

type Rights = 'root' | 'administrator' | 'ordinary';

function rightsOf(account: Account): Rights {
  if (account.uid === 0) return 'root';
  return account.groups.some((group) => administratorGroups.some((name) => name === group)) ? 'administrator' : 'ordinary';
}

const canSignIn = (account: Account): boolean => account.shell !== '' && !noLogin.test(account.shell);
const graveness: Readonly<Record<Rights, Severity>> = { root: 'critical', administrator: 'high', ordinary: 'medium' };

/** Every account; one that has no rights, no shell and no password is of little weight. */
export function watchedAccounts(accounts: readonly Account[]): WatchedThing[] {
  return accounts.map((account) => ({ kind: 'account', key: account.name, state: stateOf(account), severity: severityOf(account) }));
}

function severityOf(account: Account): Severity {
  const isUsable = canSignIn(account) || account.password === 'set' || account.password === 'empty';
  return rightsOf(account) === 'ordinary' && !isUsable ? 'low' : graveness[rightsOf(account)];
}

/** An account with uid 0 that is not root is told whether or not it was there when the baseline was made (T1136.001). */
export function secondRoots(accounts: readonly Account[]): Omit<FindingDraft, 'scannerId'>[] {
  return accounts
    .filter((account) => account.uid === 0 && account.name !== 'root')
    .map((account) => ({
      rule: 'account.second-root',
      fingerprint: fingerprintOf('account', account.name),
      severity: 'critical',
      technique: 'T1136.001',
      evidence: { subject: account.name, after: stateOf(account) },
    }));
}

function stateOf(account: Account): Attributes {
  return {
    rights: rightsOf(account),
    uid: account.uid,
    groups: account.groups,
    home: account.home,
    shell: account.shell,
    password: account.password,
  };
}
