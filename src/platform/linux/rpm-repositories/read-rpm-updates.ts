import type { PendingUpdate } from '../../../domain/facts.ts';
import type { SoftwareItem } from '../../../domain/inventory/inventory.ts';
import type { HostFiles } from '../../host.ts';
import { type RepositoryContent, readContent } from './metadata.ts';
import { pendingRpms } from './pending-rpms.ts';
import { readRepositories } from './repositories.ts';
import { parseSettings } from './settings-file.ts';

export interface RpmUpdates {
  readonly pending: readonly PendingUpdate[] | null;
  /** When the repository was fetched that was not for the longest time; null where one never was. */
  readonly listsFetchedAtMs: number | null;
  /** Repositories that could not be read, each with the reason. */
  readonly unreadLists: readonly string[];
  readonly unclassed: readonly string[];
}

export interface RepositoryReading {
  readonly files: HostFiles;
  readonly root: string;
  readonly manager: 'dnf' | 'zypper';
  readonly installed: readonly SoftwareItem[];
}

/** What the metadata say that dnf or zypper fetched last, without starting either. */
export async function readRpmUpdates({ files, root, manager, installed }: RepositoryReading, signal: AbortSignal): Promise<RpmUpdates> {
  const repositories = readRepositories(files, root, manager);
  if (repositories.length === 0) return { pending: null, listsFetchedAtMs: null, unreadLists: [], unclassed: [] };
  const rpms = installed.flatMap(({ name, arch, version }) => (version === null ? [] : [{ name, arch, version }]));
  const names = new Set(rpms.map(({ name }) => name));
  const contents: RepositoryContent[] = [];
  const unreadLists: string[] = [];
  for (const { id, folder } of repositories) {
    if (folder === null) continue;
    // One after the other: only one of them is in memory, and the workstation has better things to do.
    // oxlint-disable-next-line no-await-in-loop
    const read = await readContent(files, folder, (name) => names.has(name), signal);
    if (read.status === 'read') contents.push(read.content);
    else unreadLists.push(`${id}: ${read.reason}`);
  }
  const times = repositories.map(({ fetchedAtMs }) => fetchedAtMs);
  return {
    ...pendingRpms(rpms, contents, enabledStreams(files)),
    listsFetchedAtMs: times.reduce((oldest, time) => (oldest === null || time === null ? null : Math.min(oldest, time)), times[0] ?? null),
    unreadLists,
  };
}

/** `nodejs:20` of what dnf keeps of modules that somebody switched on. */
function enabledStreams(files: HostFiles): ReadonlySet<string> {
  const entries = files.list('/etc/dnf/modules.d');
  const modules = (entries.status === 'read' ? entries.value : [])
    .filter(({ name }) => name.endsWith('.module'))
    .flatMap(({ name }) => {
      const text = files.readText(`/etc/dnf/modules.d/${name}`, 1024 * 1024);
      return text.status === 'read' ? [...parseSettings(text.value)] : [];
    });
  return new Set(
    modules.filter(([, section]) => section.get('state') === 'enabled').map(([name, section]) => `${name}:${section.get('stream') ?? ''}`),
  );
}
