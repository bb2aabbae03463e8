import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateState } from '../../domain/facts.ts';
import type { HostFiles } from '../host.ts';
import { findCommand } from '../run-command.ts';
import { dpkgStatusFile, parseRpmQuery } from './packages.ts';
import { allRpmPackages, findRpmDatabase, newestInstallTime } from './rpm-database.ts';
import { readRpmUpdates } from './rpm-repositories/read-rpm-updates.ts';
import { readAptService, readDnfService, type ServiceReading, unknownService } from './update-service.ts';
import { aptSimulation, lastInstallTime, parseAptSimulation } from './updates.ts';

const lists = '/var/lib/apt/lists';

/** Pending updates by apt's simulation, or by the metadata that dnf and zypper keep of their repositories. */
export async function readUpdates(reading: ServiceReading, signal: AbortSignal): Promise<UpdateState> {
  const { files, run, root } = reading;
  if (files.state(dpkgStatusFile).status === 'read' && findCommand(aptSimulation)) {
    const names = listed(files);
    return {
      pending: parseAptSimulation(await run(aptSimulation, signal)),
      listsFetchedAtMs: newestChange(names, root),
      securityListsDatedMs: newestSecurityDate(files, names),
      lastInstalledAtMs: lastOfLogs(files),
      service: await readAptService(reading, signal),
    };
  }
  return rpmUpdates(reading, signal);
}

async function rpmUpdates({ files, run, root }: ServiceReading, signal: AbortSignal): Promise<UpdateState> {
  const database = findRpmDatabase(root);
  const packages = database === null ? '' : await run(allRpmPackages(database), signal);
  const isThere = (...paths: readonly string[]): boolean => paths.some((path) => files.state(path).status === 'read');
  const isDnf = isThere('/usr/bin/dnf', '/usr/bin/dnf5');
  const manager = isDnf ? 'dnf' : isThere('/usr/bin/zypper') ? 'zypper' : null;
  const updates =
    manager === null || database === null
      ? { pending: null, listsFetchedAtMs: null }
      : await readRpmUpdates({ files, root, manager, installed: parseRpmQuery(packages) }, signal);
  return {
    ...updates,
    securityListsDatedMs: null,
    lastInstalledAtMs: newestInstallTime(packages),
    service: isDnf ? readDnfService(files) : unknownService,
  };
}

function listed(files: HostFiles): string[] {
  const found = files.list(lists);
  return (found.status === 'read' ? found.value : [])
    .map(({ name }) => name)
    .filter((name) => /(_InRelease|_Release|_Packages(\.\w+)?)$/.test(name));
}

/** apt writes into these places whenever it fetches the lists; the files' own times are the archive's. */
function newestChange(indexes: readonly string[], root: string): number | null {
  if (indexes.length === 0) return null;
  const places = ['/var/lib/apt/periodic/update-success-stamp', `${lists}/partial`, ...indexes.map((name) => `${lists}/${name}`)];
  return Math.max(...places.map((path) => statSync(join(root, path), { throwIfNoEntry: false })?.ctimeMs ?? 0));
}

/** `Date` of the Release files of security archives (Debian Repository Format). */
function newestSecurityDate(files: HostFiles, names: readonly string[]): number | null {
  const dates = names
    .filter((name) => /security/i.test(name) && name.endsWith('Release'))
    .flatMap((name) => {
      const text = files.readText(`${lists}/${name}`, 8 * 1024 * 1024);
      const date = Date.parse((text.status === 'read' && /^Date: (.{10,40})$/m.exec(text.value)?.[1]) || '');
      return Number.isNaN(date) ? [] : [date];
    });
  return dates.length === 0 ? null : Math.max(...dates);
}

/** The log before counts too: each month begins with an empty one. */
function lastOfLogs(files: HostFiles): number | null {
  for (const path of ['/var/log/dpkg.log', '/var/log/dpkg.log.1']) {
    const text = files.readText(path, 64 * 1024 * 1024);
    const last = text.status === 'read' ? lastInstallTime(text.value) : null;
    if (last !== null) return last;
  }
  return null;
}
