import { userInfo } from 'node:os';

const firstPersonUid = 1000;
const nobodyUid = 65_534;
// Accounts of Windows and of services, and the built-in administrator that several people share.
const noPerson = /^(system|local service|network service|administrator|defaultaccount|guest|.*\$)$/i;

/**
 * The account of the person who runs this command: who called sudo, or the account itself where it is a person's. Null where
 * that cannot be told: root without sudo, a service.
 */
export function personAtCommandLine(env: Readonly<Record<string, string | undefined>>): string | null {
  const uid = process.getuid?.();
  if (uid === 0) return env.SUDO_USER !== undefined && env.SUDO_USER !== '' && env.SUDO_USER !== 'root' ? env.SUDO_USER : null;
  if (uid !== undefined && (uid < firstPersonUid || uid === nobodyUid)) return null;
  const name = accountName();
  return name === null || noPerson.test(name) ? null : name;
}

function accountName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null; // an account without an entry has no name
  }
}
