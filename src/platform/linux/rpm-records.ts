import type { PackagedFile, PackageRecords, PackageTransaction } from '../../domain/explanation.ts';
import type { HostFiles } from '../host.ts';
import type { RunCommand } from '../run-command.ts';
import { contentOf, namesOf, withLinkTargets } from './packaged-content.ts';
import {
  allRpmFileNames,
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
  const installed = parseInstallTimes(await run(allRpmPackages(database), signal), sinceMs);
  const transactions = merged(installed, told);
  if (transactions.length === 0) return { transactions, files: new Map() };
  const names = installed.map((transaction) => transaction.package);
  const recorded = names.length === 0 ? new Map<string, RpmFile>() : parseRpmFiles(await run(rpmFilesOf(database, names), signal));
  const owned = new Set((await run(allRpmFileNames(database), signal)).split('\n'));
  const wanted = withLinkTargets(files, paths).filter((path) => path.startsWith('/'));
  const records = wanted.flatMap((path) => {
    const file = recordOf(reading, path, recorded, owned);
    return file ? [[path, file] as const] : [];
  });
  const accounts = await accountRecords(reading, paths, names, signal);
  return { transactions, files: new Map([...records, ...accounts]) };
}

/**
 * Both package managers on one machine. A path that rpm does not own is dpkg's, where that has any say; and what is gone is
 * explained by no removal of rpm's, which knows nothing of dpkg's packages.
 */
export function withRpmRecords(dpkg: PackageRecords, rpm: PackageRecords): PackageRecords {
  if (dpkg.transactions.length === 0) return rpm;
  const added = rpm.transactions
    .filter(({ action }) => action !== 'remove')
    .map((transaction) => ({ ...transaction, action: 'install' as const }));
  const owned = [...rpm.files].filter(([, { owner }]) => owner !== null);
  return { transactions: [...dpkg.transactions, ...added], files: new Map([...dpkg.files, ...owned]) };
}

/** A history knows what a package was before; the database knows that it is there, and only it is believed in that. */
function merged(installed: readonly PackageTransaction[], told: readonly PackageTransaction[]): PackageTransaction[] {
  const action = new Map(told.map((transaction) => [transaction.package, transaction.action]));
  const present = installed.map((transaction) => {
    const known = action.get(transaction.package);
    return known === undefined || known === 'remove' ? transaction : { ...transaction, action: known };
  });
  const isPresent = new Set(installed.map((transaction) => transaction.package));
  return [...present, ...told.filter((transaction) => transaction.action === 'remove' && !isPresent.has(transaction.package))];
}

function recordOf(
  { files, root }: RpmReading,
  path: string,
  recorded: ReadonlyMap<string, RpmFile>,
  owned: ReadonlySet<string>,
): PackagedFile | null {
  // rpm leaves a new configuration file beside one that was changed.
  const names = namesOf(path.replace(/\.rpmnew$/, ''));
  const record = names.map((name) => recorded.get(name)).find((found) => found !== undefined);
  const content = contentOf(files, root, path, record?.algorithm || 'sha256');
  if (!record) return names.some((name) => owned.has(name)) ? null : { ...content, owner: null, recordedDigests: [] };
  const state = files.state(path);
  const isAsRecorded =
    state.status === 'read' &&
    (content.digest === null
      ? state.value.linkTarget === record.linkTarget
      : record.algorithm !== '' && Number.parseInt(state.value.mode, 8) === (record.mode & 0o7777));
  return isAsRecorded ? { ...content, owner: record.package, recordedDigests: [record.digest] } : null;
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
    return [path, { digest: null, linkTarget: null, owner, recordedDigests: [] }];
  });
}

function textOf(files: HostFiles, path: string): string {
  const reading = files.readText(path, textLimit);
  return reading.status === 'read' ? reading.value : '';
}
