import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { HostFiles } from '../../host.ts';
import { parseSettings } from './settings-file.ts';

export interface Repository {
  readonly id: string;
  /** Where its metadata were put when they were last fetched; null where they never were. */
  readonly folder: string | null;
  /** When that was, ms since the epoch. */
  readonly fetchedAtMs: number | null;
}

interface Manager {
  /** May name repositories of their own, and other folders of settings. */
  readonly main: readonly string[];
  readonly settings: readonly string[];
  /** Of dnf 5: what says otherwise of repositories that others define. */
  readonly overrides: readonly string[];
  readonly caches: readonly string[];
  /** Whether a folder below a cache is that of a repository. */
  readonly isOf: (folder: string, id: string) => boolean;
}

const managers = {
  dnf: {
    main: ['/etc/dnf/dnf.conf', '/etc/yum.conf'],
    settings: ['/etc/yum.repos.d', '/etc/yum/repos.d', '/etc/distro.repos.d'],
    overrides: ['/usr/share/dnf5/repos.override.d', '/etc/dnf/repos.override.d'],
    caches: ['/var/cache/dnf', '/var/cache/libdnf5'],
    // A repository whose address changes gets another folder.
    isOf: (folder, id) => folder.startsWith(`${id}-`) && /^[0-9a-f]{16}$/.test(folder.slice(id.length + 1)),
  },
  zypper: {
    main: [],
    settings: ['/etc/zypp/repos.d'],
    overrides: [],
    caches: ['/var/cache/zypp/raw'],
    isOf: (folder, id) => folder === id,
  },
} as const satisfies Record<string, Manager>;

/** Repositories that are switched on; what is off offers nothing, even where its metadata still lie there. */
export function readRepositories(files: HostFiles, root: string, manager: keyof typeof managers): Repository[] {
  const { main, settings, overrides, caches, isOf }: Manager = managers[manager];
  const states = new Map<string, boolean>();
  const ofMain = main.flatMap((file) => sectionsOf(files, file));
  const told = ofMain.flatMap(([id, section]) => (id === 'main' ? (section.get('reposdir') ?? '').split(/[\s,]+/) : []));
  const folders = [...new Set([...settings, ...told.filter((folder) => folder.startsWith('/')).slice(0, mostFolders)])];
  for (const [id, section] of [...ofMain, ...folders.flatMap((folder) => sectionsIn(files, folder))])
    if (id !== 'main') states.set(id, !isOff(section.get('enabled')));
  for (const [id, section] of overrides.flatMap((folder) => sectionsIn(files, folder)))
    if (section.has('enabled') && states.has(id)) states.set(id, !isOff(section.get('enabled')));
  const cached = caches.flatMap((cache) => namesIn(files, cache).map((name) => ({ name, path: `${cache}/${name}` })));
  return [...states]
    .filter(([, isOn]) => isOn)
    .map(([id]) => {
      const fetched = cached
        .filter(({ name }) => isOf(name, id))
        .map(({ path }) => ({ folder: path, fetchedAtMs: fetchedAt(files, root, path) }))
        .filter(({ fetchedAtMs }) => fetchedAtMs > 0)
        .toSorted((a, b) => b.fetchedAtMs - a.fetchedAtMs)[0];
      return { id, folder: fetched?.folder ?? null, fetchedAtMs: fetched?.fetchedAtMs ?? null };
    });
}

const mostFolders = 20;

const isOff = (value: string | undefined): boolean => /^(?:0|no|false|off)$/i.test(value ?? '');

function sectionsIn(files: HostFiles, folder: string): (readonly [string, ReadonlyMap<string, string>])[] {
  return namesIn(files, folder)
    .filter((name) => name.endsWith('.repo'))
    .flatMap((name) => sectionsOf(files, `${folder}/${name}`));
}

function sectionsOf(files: HostFiles, path: string): (readonly [string, ReadonlyMap<string, string>])[] {
  const text = files.readText(path, 8 * 1024 * 1024);
  return text.status === 'read' ? [...parseSettings(text.value)] : [];
}

function namesIn(files: HostFiles, folder: string): string[] {
  const entries = files.list(folder);
  return entries.status === 'read' ? entries.value.map(({ name }) => name) : [];
}

/**
 * The files keep the server's times. Their own change when they are written; where nothing is new, dnf touches the list of packages to
 * say that it still holds.
 */
function fetchedAt(files: HostFiles, root: string, folder: string): number {
  const repodata = `${folder}/repodata`;
  const names = namesIn(files, repodata);
  if (!names.includes('repomd.xml')) return 0;
  return Math.max(...names.map((name) => statSync(join(root, repodata, name), { throwIfNoEntry: false })?.ctimeMs ?? 0));
}
