import type { Account } from '../../domain/facts.ts';

/** Pure. Accounts from passwd(5), with their groups from group(5) and the password's state from shadow(5), null when unreadable. */
export function parseAccounts(passwd: string, group: string, shadow: string | null): Account[] {
  const passwords = shadow === null ? null : new Map(rows(shadow).map(([name = '', password = '']) => [name, password]));
  const groups = rows(group).map(([name = '', , gid = '', members = '']) => ({ name, gid: Number(gid), members: members.split(',') }));
  return rows(passwd).flatMap(([name, password = '', uid = '', gid = '', , home = '', shell = '']) => {
    if (!name || uid === '') return [];
    const belongs = groups.filter((entry) => entry.gid === Number(gid) || entry.members.includes(name)).map((entry) => entry.name);
    const stored = password === 'x' ? (passwords === null ? null : (passwords.get(name) ?? '*')) : password;
    return [{ name, uid: Number(uid), gid: Number(gid), home, shell, groups: belongs.toSorted(), password: passwordState(stored) }];
  });
}

const rows = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(':'));

function passwordState(stored: string | null): Account['password'] {
  if (stored === null) return 'unreadable';
  if (stored === '') return 'empty';
  return /^[!*]/.test(stored) ? 'locked' : 'set';
}
