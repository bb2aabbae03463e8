import type { PackagedFile, PackageRecords, PackageTransaction } from '../../domain/explanation.ts';
import type { HostFiles } from '../host.ts';
import type { RunCommand } from '../run-command.ts';
import { contentOf, namesOf, withLinkTargets } from './packaged-content.ts';
import {
  allRpmFileNames,
  parseRpmFileNames,
  allRpmPackages,
  parseInstallTimes,
  parseRpmFiles,
  type RpmFile,
  rpmFilesOf,
  rpmScriptsOf,
} from './rpm-database.ts';
import { parseRpmHistory } from './rpm-history.ts';

const histories = ['/var/log/dnf.rpm.log.1', '/var/log/dnf.rpm.log', '/var/log/zypp/history'];
const textLimit = 64 * 1024 * 1024;

export interface RpmReading {
  readonly files: HostFiles;
  readonly run: RunCommand;
  readonly root: string;
  /** As `findRpmDatabase` told it. */
  readonly database: string;
}

/**
 * What rpm's database says was installed since `sinceMs`, what the histories of dnf and zypper say was done, and what is
 * recorded of `paths`. A path is left out, and so explained by nothing, when it belongs to a package that nobody touched, or
 * when its mode or link is not the recorded one.
 */
export async function readRpmRecords(
  reading: RpmReading,
  paths: readonly string[],
  sinceMs: number,
  signal: AbortSignal,
): Promise<PackageRecords> {
  const { files, run, database } = reading;
  const told = histories.flatMap((path) => parseRpmHistory(textOf(files, path), sinceMs));
  const packages = await run(allRpmPackages(database), signal);
  const installed = parseInstallTimes(packages, sinceMs);
  const present = new Set(parseInstallTimes(packages, 0).map((transaction) => transaction.package));
  const transactions = merged(installed, told, present);
  if (transactions.length === 0) return { transactions, files: new Map() };
  const names = installed.map((transaction) => transaction.package);
  const recorded =
    names.length === 0 ? new Map<string, readonly RpmFile[]>() : parseRpmFiles(await run(rpmFilesOf(database, names), signal));
  const owned = parseRpmFileNames(await run(allRpmFileNames(database), signal));
  const wanted = withLinkTargets(files, paths).filter((path) => path.startsWith('/'));
  const records = wanted.flatMap((path) => {
    const file = recordOf(reading, path, recorded, owned);
    return file ? [[path, file] as const] : [];
  });
  const accounts = await accountRecords(reading, paths, names, signal);
  return { transactions, files: new Map([...records, ...accounts]) };
}

/**
 * What rpm adds on a machine of dpkg's: its own packages. What it does not own, and what is gone, it explains nothing of, since
 * it knows nothing of dpkg's packages.
 */
export function withRpmRecords(dpkg: PackageRecords, rpm: PackageRecords): PackageRecords {
  const added = rpm.transactions
    .filter(({ action }) => action !== 'remove')
    .map((transaction) => ({ ...transaction, action: 'install' as const }));
  const owned = [...rpm.files].filter(([, { owner }]) => owner !== null);
  return { transactions: [...dpkg.transactions, ...added], files: new Map([...dpkg.files, ...owned]) };
}

/** A history knows what a package was before; the database knows that it is there, and only it is believed in that. */
function merged(
  installed: readonly PackageTransaction[],
  told: readonly PackageTransaction[],
  present: ReadonlySet<string>,
): PackageTransaction[] {
  const action = new Map(told.map((transaction) => [transaction.package, transaction.action]));
  const done = installed.map((transaction) => {
    const known = action.get(transaction.package);
    return known === undefined || known === 'remove' ? transaction : { ...transaction, action: known };
  });
  return [...done, ...told.filter((transaction) => transaction.action === 'remove' && !present.has(transaction.package))];
}

function recordOf(
  { files, root }: RpmReading,
  path: string,
  recorded: ReadonlyMap<string, readonly RpmFile[]>,
  owned: ReadonlySet<string>,
): PackagedFile | null {
  // rpm leaves a new configuration file beside one that was changed.
  const names = namesOf(path.replace(/\.rpmnew$/, ''));
  const candidates = names.flatMap((name) => recorded.get(name) ?? []);
  const algorithm = candidates[0]?.algorithm || 'sha256';
  const content = contentOf(files, root, path, algorithm);
  if (candidates.length === 0)
    return names.some((name) => owned.has(name)) ? null : { ...content, owner: null, namedBy: null, recordedDigests: [] };
  const state = files.state(path);
  if (state.status !== 'read') return null;
  const { mode, linkTarget } = state.value;
  const record = candidates.find((one) =>
    content.digest === null
      ? one.linkTarget === linkTarget
      : one.algorithm === algorithm && one.digest === content.digest && (one.mode & 0o7777) === Number.parseInt(mode, 8),
  );
  return record ? { ...content, owner: record.package, namedBy: null, recordedDigests: [record.digest] } : null;
}

/** The package whose scripts, or whose users, have the name of an account. */
async function accountRecords(
  { run, database }: RpmReading,
  paths: readonly string[],
  packages: readonly string[],
  signal: AbortSignal,
): Promise<(readonly [string, PackagedFile])[]> {
  const accounts = paths.filter((path) => path.startsWith('account:'));
  if (accounts.length === 0 || packages.length === 0) return [];
  const scripts = (await run(rpmScriptsOf(database, packages), signal)).split('\f');
  return accounts.map((path) => {
    const account = new RegExp(`\\b${path.slice('account:'.length).replaceAll(/\W/g, '\\$&')}\\b`);
    const owner = scripts.find((text) => account.test(text.slice(text.indexOf('\n'))))?.split('\n')[0] ?? null;
    return [path, { digest: null, linkTarget: null, owner, namedBy: null, recordedDigests: [] }];
  });
}

function textOf(files: HostFiles, path: string): string {
  const reading = files.readText(path, textLimit);
  return reading.status === 'read' ? reading.value : '';
}
