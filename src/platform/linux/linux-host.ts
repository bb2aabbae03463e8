import { release } from 'node:os';
import { AppError } from '../../base/app-error.ts';
import type { Unreadable } from '../../domain/coverage.ts';
import { tidySystem } from '../../domain/inventory/tidy-inventory.ts';
import type { Host, HostFiles, Reading } from '../host.ts';
import { createHostFiles } from '../host-files.ts';
import { createFileWalker } from '../file-walk/file-walker.ts';
import type { RunCommand } from '../run-command.ts';
import { parseAccounts } from './accounts.ts';
import { listFileAcls } from './file-acls.ts';
import { readDpkgRecords } from './dpkg-records.ts';
import { listenersOf, parseProcNet } from './listeners.ts';
import { readInventory } from './inventory/read-inventory.ts';
import { linuxSystem } from './inventory/system-identity.ts';
import { readOsRelease, readOsReleaseFile } from './os-release.ts';
import { dpkgStatusFile } from './packages.ts';
import { listPrivilegedFiles } from './privileged-files.ts';
import { readSocketOwners } from './proc-sockets.ts';
import { readUpdates } from './read-updates.ts';
import { judgeRebootState } from './reboot.ts';
import { findRpmDatabase } from './rpm-database.ts';
import { readRpmRecords, withRpmRecords } from './rpm-records.ts';

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
    readSystem: async () => tidySystem(linuxSystem(readOsReleaseFile(files), process.arch)),
    readInventory: (signal) => readInventory({ files, run, root }, signal),
    readUpdates: (signal) => readUpdates({ files, run, root }, signal),
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
