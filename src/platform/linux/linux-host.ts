import { statSync } from 'node:fs';
import { hostname, release } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../base/app-error.ts';
import type { Unreadable } from '../../domain/coverage.ts';
import type { Host, HostFiles, Reading } from '../host.ts';
import { createHostFiles } from '../host-files.ts';
import { createFileWalker } from '../file-walk/file-walker.ts';
import { findCommand, type RunCommand } from '../run-command.ts';
import { parseAccounts } from './accounts.ts';
import { listFileAcls } from './file-acls.ts';
import { readDpkgRecords } from './dpkg-records.ts';
import { listenersOf, parseProcNet } from './listeners.ts';
import { dpkgStatusFile, parseDpkgStatus, parseRpmQuery } from './packages.ts';
import { listPrivilegedFiles } from './privileged-files.ts';
import { readSocketOwners } from './proc-sockets.ts';
import { judgeRebootState } from './reboot.ts';
import { allRpmPackages, findRpmDatabase } from './rpm-database.ts';
import { readRpmRecords, withRpmRecords } from './rpm-records.ts';
import { aptSimulation, lastInstallTime, parseAptSimulation } from './updates.ts';

export interface LinuxHostOptions {
  readonly run: RunCommand;
  /** `/` but in tests, which lay out a tree of their own. */
  readonly root?: string;
}

export function createLinuxHost({ run, root = '/' }: LinuxHostOptions): Host {
  const files = createHostFiles(root);
  return {
    os: 'linux',
    files,
    readOsRelease: async () => readOsRelease(files),
    listPackages: async (signal) => {
      const status = files.readText(dpkgStatusFile, 64 * 1024 * 1024);
      const dpkg = status.status === 'absent' ? [] : parseDpkgStatus(demand(status, dpkgStatusFile));
      const database = findRpmDatabase(root);
      const rpm = database === null ? [] : parseRpmQuery(await run(allRpmPackages(database), signal));
      return [...dpkg, ...rpm].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    readUpdates: async (signal) => {
      if (files.state(dpkgStatusFile).status !== 'read' || !findCommand(aptSimulation)) return { status: 'unsupported' };
      return {
        status: 'read',
        pending: parseAptSimulation(await run(aptSimulation, signal)),
        listsFetchedAtMs: newestChange(files, root),
        lastInstalledAtMs: lastInstallTime(text(files.readText('/var/log/dpkg.log')) ?? ''),
      };
    },
    readRebootState: async () =>
      judgeRebootState({
        request: files.state('/run/reboot-required').status === 'read' ? (text(files.readText('/run/reboot-required.pkgs')) ?? '') : null,
        runningKernel: release(),
        installedKernels: names(files, '/boot').flatMap((name) => (name.startsWith('vmlinuz-') ? [name.slice('vmlinuz-'.length)] : [])),
      }),
    listAccounts: async () => {
      const shadow = files.readText('/etc/shadow');
      const unreadable: Unreadable[] = shadow.status === 'unreadable' ? [{ subject: '/etc/shadow', reason: shadow.reason }] : [];
      const passwd = demand(files.readText('/etc/passwd'), '/etc/passwd');
      return { value: parseAccounts(passwd, text(files.readText('/etc/group')) ?? '', text(shadow)), unreadable };
    },
    readPackageRecords: async (paths, sinceMs, signal) => {
      const dpkg = readDpkgRecords(files, root, paths, sinceMs);
      const database = findRpmDatabase(root);
      if (database === null) return dpkg;
      const rpm = await readRpmRecords({ files, run, root, database }, paths, sinceMs, signal);
      return files.state(dpkgStatusFile).status === 'read' ? withRpmRecords(dpkg, rpm) : rpm;
    },
    openWalker: (rules, signal) => createFileWalker({ rules, signal, root }),
    listFileAcls: (places, signal) => listFileAcls(run, root, places, signal),
    listPrivilegedFiles: (signal) => listPrivilegedFiles(run, root, signal),
    listListeners: async () => {
      const sockets = (['tcp', 'udp'] as const).flatMap((protocol) =>
        [`/proc/net/${protocol}`, `/proc/net/${protocol}6`].flatMap((path) => parseProcNet(text(files.readText(path)) ?? '', protocol)),
      );
      const { programs, hidden } = readSocketOwners(new Set(sockets.map(({ inode }) => inode)));
      const nameless = sockets.some(({ inode }) => !programs.has(inode));
      const unreadable = hidden > 0 && nameless ? [{ subject: '/proc/*/fd', reason: 'EACCES' }] : [];
      return { value: listenersOf(sockets, programs, ephemeralRange(files)), unreadable };
    },
  };
}

async function readOsRelease(files: HostFiles): ReturnType<Host['readOsRelease']> {
  const release_ = text(files.readText('/etc/os-release')) ?? text(files.readText('/usr/lib/os-release')) ?? '';
  const value = (key: string): string | undefined => new RegExp(`^${key}=["']?(.*?)["']?$`, 'm').exec(release_)?.[1];
  const dmi = (name: string): string | null => text(files.readText(`/sys/class/dmi/id/${name}`, 4096))?.trim() || null;
  return {
    hostname: hostname(),
    name: value('NAME') ?? 'Linux',
    version: value('VERSION_ID') ?? '',
    kernel: release(),
    arch: process.arch,
    manufacturer: dmi('sys_vendor'),
    model: dmi('product_name'),
  };
}

/** apt writes into these places whenever it fetches the lists; the files' own times are the archive's. */
function newestChange(files: HostFiles, root: string): number | null {
  const lists = '/var/lib/apt/lists';
  const indexes = names(files, lists).filter((name) => /(_InRelease|_Release|_Packages(\.\w+)?)$/.test(name));
  if (indexes.length === 0) return null;
  const places = ['/var/lib/apt/periodic/update-success-stamp', `${lists}/partial`, ...indexes.map((name) => `${lists}/${name}`)];
  return Math.max(...places.map((path) => statSync(join(root, path), { throwIfNoEntry: false })?.ctimeMs ?? 0));
}

function ephemeralRange(files: HostFiles): readonly [number, number] {
  const [low = 32_768, high = 60_999] = (text(files.readText('/proc/sys/net/ipv4/ip_local_port_range')) ?? '')
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map(Number);
  return [low, high];
}

const names = (files: HostFiles, path: string): string[] => {
  const found = files.list(path);
  return found.status === 'read' ? found.value.map(({ name }) => name) : [];
};

const text = (reading: Reading<string>): string | null => (reading.status === 'read' ? reading.value : null);

function demand(reading: Reading<string>, path: string): string {
  if (reading.status === 'read') return reading.value;
  throw new AppError(
    'OUTPUT_NOT_UNDERSTOOD',
    `${path} cannot be read (${reading.status === 'absent' ? 'it is missing' : reading.reason}).`,
  );
}
