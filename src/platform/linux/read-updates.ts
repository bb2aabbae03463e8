import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateState } from '../../domain/facts.ts';
import type { HostFiles } from '../host.ts';
import { findCommand } from '../run-command.ts';
import { dpkgStatusFile } from './packages.ts';
import { allRpmPackages, findRpmDatabase, newestInstallTime } from './rpm-database.ts';
import { readAptService, readDnfService, type ServiceReading, unknownService } from './update-service.ts';
import { aptSimulation, lastInstallTime, parseAptSimulation } from './updates.ts';

const lists = '/var/lib/apt/lists';

/**
 * Pending updates by apt's simulation. Those of dnf and zypper are not read: their lists are fetched for one call and thrown away, or
 * need the network, and so nothing that they have on disk says what is missing today.
 */
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
  const database = findRpmDatabase(root);
  const isDnf = files.state('/usr/bin/dnf').status === 'read' || files.state('/usr/bin/dnf5').status === 'read';
  return {
    pending: null,
    listsFetchedAtMs: null,
    securityListsDatedMs: null,
    lastInstalledAtMs: database === null ? null : newestInstallTime(await run(allRpmPackages(database), signal)),
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
