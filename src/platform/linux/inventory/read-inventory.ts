import { toAppError } from '../../../base/app-error.ts';
import type { Unreadable } from '../../../domain/coverage.ts';
import type { Inventory, SoftwareItem } from '../../../domain/inventory/inventory.ts';
import { tidyInventory } from '../../../domain/inventory/tidy-inventory.ts';
import type { HostFiles, Partly } from '../../host.ts';
import type { RunCommand } from '../../run-command.ts';
import { readOsReleaseFile } from '../os-release.ts';
import { dpkgStatusFile, parseApkInstalled, parseDpkgStatus, parseRpmQuery } from '../packages.ts';
import { allRpmPackages, findRpmDatabase } from '../rpm-database.ts';
import { readFlatpakPackages } from './flatpak-packages.ts';
import { readSnapPackages } from './snap-packages.ts';
import { linuxSystem } from './system-identity.ts';

const apkFiles = ['/lib/apk/db/installed', '/usr/lib/apk/db/installed'];
const listBytes = 64 * 1024 * 1024;
const mostHomes = 200;

export interface InventoryReading {
  readonly files: HostFiles;
  readonly run: RunCommand;
  readonly root: string;
}

/**
 * What package managers have installed. The list is null where the system's own package manager (dpkg, rpm, apk) is not known or cannot
 * be read; what is unread of snap and flatpak is told and leaves the rest.
 */
export async function readInventory({ files, run, root }: InventoryReading, signal: AbortSignal): Promise<Partly<Inventory>> {
  const unreadable: Unreadable[] = [];
  const lists = [
    fromFile(files, dpkgStatusFile, parseDpkgStatus, unreadable),
    await fromRpm(root, run, signal, unreadable),
    ...apkFiles.map((path) => fromFile(files, path, parseApkInstalled, unreadable)),
  ];
  const own = lists.flat();
  const isKnown = own.length > 0 && unreadable.length === 0;
  const snaps = await readSnapPackages(files);
  const flatpaks = readFlatpakPackages(files, homes(files));
  const software = isKnown ? [...own, ...snaps.value, ...flatpaks.value] : null;
  const system = linuxSystem(readOsReleaseFile(files), process.arch);
  return {
    value: tidyInventory({ system, software, updates: [] }),
    unreadable: [...unreadable, ...snaps.unreadable, ...flatpaks.unreadable],
  };
}

function fromFile(files: HostFiles, path: string, parse: (text: string) => SoftwareItem[], unreadable: Unreadable[]): SoftwareItem[] {
  const text = files.readText(path, listBytes);
  if (text.status === 'unreadable') unreadable.push({ subject: path, reason: text.reason });
  return text.status === 'read' ? parse(text.value) : [];
}

async function fromRpm(root: string, run: RunCommand, signal: AbortSignal, unreadable: Unreadable[]): Promise<SoftwareItem[]> {
  const database = findRpmDatabase(root);
  if (database === null) return [];
  try {
    return parseRpmQuery(await run(allRpmPackages(database), signal));
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'CANCELLED') throw error;
    unreadable.push({ subject: database, reason: error.code });
    return [];
  }
}

/** Homes of people: no service account installs programs for itself. */
function homes(files: HostFiles): string[] {
  const passwd = files.readText('/etc/passwd');
  const lines = passwd.status === 'read' ? passwd.value.split('\n').map((line) => line.split(':')) : [];
  const all = lines.flatMap(([, , uid, , , home]) =>
    home !== undefined && (uid === '0' || Number(uid) >= 1000) && home.startsWith('/') ? [home] : [],
  );
  return [...new Set(all)].slice(0, mostHomes);
}
