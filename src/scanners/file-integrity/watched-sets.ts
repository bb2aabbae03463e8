import type { Severity } from '../../domain/severity.ts';
import type { ThingKind } from '../../domain/thing.ts';

/** Trees of Linux that are watched, with what a file in each is. The first that a path lies in decides. */
export interface WatchedSet {
  readonly kind: ThingKind;
  readonly folders: readonly string[];
  /** Only files whose path matches; others go to a later set. */
  readonly only?: RegExp;
}

export const watchedSets: readonly WatchedSet[] = [
  { kind: 'kernel-module', folders: ['/usr/lib/modules'] },
  { kind: 'shared-library', folders: ['/usr/lib', '/usr/lib32', '/usr/lib64', '/usr/libx32', '/usr/local/lib'], only: /\.so(\.[\w.]+)?$/ },
  { kind: 'boot-file', folders: ['/boot'] },
  { kind: 'web-file', folders: ['/opt'], only: /\.(php\d?|phtml|phar|jspx?|aspx?|ashx|asmx|cgi|war)$/i },
  { kind: 'web-file', folders: ['/var/www', '/srv', '/usr/share/nginx/html', '/usr/local/www', '/opt/lampp/htdocs'] },
  {
    kind: 'system-file',
    folders: ['/usr/bin', '/usr/sbin', '/usr/local', '/usr/lib', '/usr/lib32', '/usr/lib64', '/usr/libx32', '/usr/libexec', '/opt'],
  },
  { kind: 'configuration-file', folders: ['/etc'] },
];

/** Sources of regular expressions. Installed by hand, often with gigabytes of data: code alone is watched. */
export const onlyCodeIn: readonly string[] = ['^/opt/(?!lampp/htdocs/)'];
/** Shares lie beside sites, with documents whose names are nobody's business. */
export const onlyPagesIn: readonly string[] = ['^/srv/(?!(www|http)/)'];

/** Folders to walk: none of them lies in another. */
export function rootsOf(extraFiles: readonly string[]): string[] {
  const all = [...new Set([...watchedSets.flatMap(({ folders }) => folders), ...extraFiles.map((path) => path.replace(/(.)\/+$/, '$1'))])];
  return all.filter((path) => !all.some((other) => other !== path && path.startsWith(`${other}/`))).toSorted();
}

export const kindOf = (path: string): ThingKind =>
  watchedSets.find(({ folders, only }) => folders.some((folder) => path.startsWith(`${folder}/`)) && (only?.test(path) ?? true))?.kind ??
  'configuration-file';

const runs = /^\/usr\/(local\/)?s?bin\/|^\/usr\/libexec\//;

/** Graver or less grave than its kind: a data file among programs is neither program nor library. */
export function severityOf(kind: ThingKind, path: string, mode: number): Severity | undefined {
  if (kind !== 'system-file' || runs.test(path) || (mode & 0o111) !== 0) return undefined;
  return /\.(py|pl|rb|js|sh|jar|php)$/.test(path) ? 'high' : 'medium';
}

/** A program that is found before the system's own of the same name (T1574.007). */
export const isShadowing = (path: string, exists: (path: string) => boolean): boolean => {
  const name = /^\/usr\/local\/s?bin\/([^/]+)$/.exec(path)?.[1];
  return name !== undefined && ['/usr/bin', '/usr/sbin'].some((folder) => exists(`${folder}/${name}`));
};
