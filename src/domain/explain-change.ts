import type { Change } from './change.ts';
import type { Explanation, PackagedFile, PackageRecords, PackageTransaction } from './explanation.ts';
import { type KindOfThing, kindsOfThing } from './thing.ts';

/** Files that scripts of a package write, without a digest in any record: explained by a transaction of such a package alone. */
const writtenByScripts: readonly { readonly path: RegExp; readonly package: RegExp }[] = [
  { path: /^\/etc\/pam\.d\/common-/, package: /^(libpam|pam|libnss|sssd|systemd)/ },
  { path: /^\/boot\/(grub|loader)\//, package: /^(grub|linux-image|linux-headers|shim|systemd-boot)/ },
  { path: /^\/etc\/ca-certificates\.conf/, package: /^ca-certificates/ },
  { path: /^\/etc\/hosts\.(allow|deny)$/, package: /^(libwrap|tcpd)/ },
  { path: /^\/etc\/init\.d\/\.depend\./, package: /./ },
  { path: /^\/boot\/(initrd|initramfs)/, package: /./ },
  { path: /^\/etc\/nsswitch\.conf$/, package: /^(libnss|base-files|libc-bin)/ },
  { path: /^\/etc\/audit\/audit\.rules/, package: /^auditd$/ },
  { path: /^\/etc\/ufw\/ufw\.conf$/, package: /^ufw$/ },
];

/** The paths that a change rests on: those that differ between before and after. Empty for what is no file. */
export function pathsOfChange({ kind, key, before, after }: Change): string[] {
  const definition: KindOfThing = kindsOfThing[kind];
  if (definition.isFile) return [key];
  if (kind === 'listening-port') return key.includes(' /') ? [key.slice(key.indexOf(' /') + 1)] : [];
  const [old, now] = [fileEntries(before?.files), fileEntries(after?.files)];
  const gone = old.filter((entry) => !now.includes(entry));
  const come = now.filter((entry) => !old.includes(entry));
  // A unit that is still there and no longer enabled: only its own package may do that.
  const disabled = gone.some((entry) => enablingLink.test(entry)) ? now.filter((entry) => unitFile.test(entry)) : [];
  return [...new Set([...gone, ...come, ...disabled].map(pathOf))];
}

const enablingLink = /\.(wants|requires|upholds)\/[^/]+ → /;
const unitFile = /\/systemd\/(system|user)\/[^/]+ [0-9a-f]{64} /;

const fileEntries = (value: unknown): string[] => (Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []);
const pathOf = (entry: string): string => (/ [0-9a-f]{64} | → /.exec(entry) ? entry.slice(0, entry.search(/ [0-9a-f]{64} | → /)) : entry);

/**
 * The package transaction that made a change, or null. Every path of the change must be explained: its content has a digest that
 * the records of its package allow and that package was transacted since the last reading; or it is gone, no installed
 * package lists it and packages were removed or replaced. A transaction alone explains nothing.
 */
export function explainByPackage(change: Change, records: PackageRecords): Explanation | null {
  if (records.transactions.length === 0) return null;
  if (change.kind === 'account') return explainAccount(change, records);
  if (change.kind === 'root-certificate')
    return explained(records.transactions.find(({ package: name }) => name.startsWith('ca-certificates')));
  const paths = pathsOfChange(change);
  const ofSettings = (path: string): PackageTransaction | null =>
    change.kind === 'configuration-file' ? settingsCause(path, records) : null;
  const causes = paths.map((path) => causeOf(path, records, new Set()) ?? ofSettings(path));
  const [first] = causes;
  return first !== undefined && causes.every((cause) => cause !== null) ? explained(first) : null;
}

function explained(transaction: PackageTransaction | null | undefined): Explanation | null {
  return transaction ? { by: 'package', ...transaction } : null;
}

/**
 * Settings that no other scanner claims, since nothing starts or trusts them by itself: written by the scripts of a package that was
 * just transacted where those speak of the path, or where its folder below /etc bears the package's name.
 */
function settingsCause(path: string, { files, transactions }: PackageRecords): PackageTransaction | null {
  const namedBy = files.get(path)?.namedBy ?? null;
  const folder = /^\/etc\/([^/]+)\//.exec(path)?.[1];
  const isCause = ({ package: name }: PackageTransaction): boolean =>
    name === namedBy || (folder !== undefined && (name === folder || name.startsWith(`${folder}-`)));
  return transactions.find(isCause) ?? null;
}

function causeOf(path: string, records: PackageRecords, followed: ReadonlySet<string>): PackageTransaction | null {
  const file = records.files.get(path);
  const transactionOf = (name: string): PackageTransaction | null =>
    records.transactions.find((transaction) => transaction.package === name) ?? null;
  const byScript = writtenByScripts.find((rule) => rule.path.test(path));
  if (byScript) return records.transactions.find((transaction) => byScript.package.test(transaction.package)) ?? null;
  if (!file || followed.has(path)) return null;
  const isGone = file.digest === null && file.linkTarget === null;
  if (isGone) return isLocal(path) ? null : goneCause(file.owner, records.transactions);
  if (file.digest !== null) return file.recordedDigests.includes(file.digest) && file.owner !== null ? transactionOf(file.owner) : null;
  if (file.owner !== null) return transactionOf(file.owner);
  return linkCause(path, file, records, followed);
}

/** What no package lists any more went with some package; what one still lists, with the removal of that one. */
function goneCause(owner: string | null, transactions: readonly PackageTransaction[]): PackageTransaction | null {
  const isCause = (transaction: PackageTransaction): boolean =>
    owner === null ? transaction.action !== 'install' : transaction.package === owner && transaction.action === 'remove';
  return transactions.find(isCause) ?? null;
}

/** A link that no package lists is explained by what it leads to: alternatives, init scripts and units that a package brought. */
function linkCause(
  path: string,
  { linkTarget }: PackagedFile,
  records: PackageRecords,
  followed: ReadonlySet<string>,
): PackageTransaction | null {
  if (linkTarget === null || isLocal(path)) return null;
  return causeOf(resolveLink(path, linkTarget), records, new Set([...followed, path]));
}

export function resolveLink(path: string, target: string): string {
  if (target.startsWith('/')) return target;
  const parts = path.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '..') parts.splice(Math.max(1, parts.length - 1));
    else if (segment !== '.' && segment !== '') parts.push(segment);
  }
  return parts.join('/');
}

/** Where packages never write. */
const isLocal = (path: string): boolean => /^\/(usr\/local|home|root|srv|tmp)\//.test(path);

/** A system account without a password that came or went in the same breath as a package that uses its name. */
function explainAccount({ key, change, after, before }: Change, { transactions, files }: PackageRecords): Explanation | null {
  const state = after ?? before;
  const isSystem =
    typeof state?.uid === 'number' && state.uid > 0 && state.uid < 1000 && state.rights === 'ordinary' && state.password !== 'set';
  if (change === 'modified' || !isSystem) return null;
  // The scripts that named an account are gone with their package; a service account that went in the same breath went with it.
  const owner = files.get(accountPath(key))?.owner;
  const cause = transactions.find((transaction) => transaction.package === owner);
  return explained(cause ?? (change === 'removed' ? transactions.find(({ action }) => action === 'remove') : null));
}

/** The name under which the records tell which package's scripts speak of an account. */
export const accountPath = (account: string): string => `account:${account}`;
