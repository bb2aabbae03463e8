import type { Unreadable } from '../../domain/coverage.ts';
import { foldName } from '../../domain/registry-key.ts';
import type { KeyListing } from './key-listing.ts';

const profileList = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList';

export interface UserHives {
  /** Keys below HKEY_USERS to write out. */
  readonly roots: readonly string[];
  /** Users of this machine whose hive is not loaded: they are not signed in. */
  readonly notLoaded: readonly Unreadable[];
}

export async function findUserHives(listing: KeyListing): Promise<UserHives> {
  const hives = await listing.below('HKU');
  if (hives === null) return { roots: [], notLoaded: [{ subject: 'HKU\\', reason: 'COMMAND_FAILED' }] };
  const loaded = new Set(hives.map(foldName));
  const profiles = (await listing.below(profileList)) ?? [];
  const away = profiles.filter((sid) => /^S-1-5-21-/i.test(sid) && !loaded.has(foldName(sid)));
  return {
    roots: readableHives(hives).map((hive) => `HKU\\${hive}`),
    notLoaded: away.map((sid) => ({ subject: subjectOf(`HKU\\${sid}`), reason: 'HIVE_NOT_LOADED' })),
  };
}

/** Pure. S-1-5-18 is another name of .DEFAULT; a name of any other form than Windows gives is not passed on to a command. */
export function readableHives(names: readonly string[]): string[] {
  const known = names.filter((name) => /^(\.default|S-1(-\d+)+(_Classes)?)$/i.test(name));
  const hasDefault = known.some((name) => foldName(name) === '.default');
  return known.filter((name) => !(hasDefault && /^S-1-5-18(_Classes)?$/i.test(name)));
}

/** What is unread when a root is: with the backslash, so that no other name begins with it; classes count to their user. */
export const subjectOf = (root: string): string => `${root.replace(/^(HKU\\[^\\]+)_Classes$/i, '$1')}\\`;
