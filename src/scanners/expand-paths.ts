import type { HostFiles } from '../platform/host.ts';

/**
 * The paths of this machine that `pattern` means: `*` stands for any part of one segment, a leading `~` for each of `homes`. A
 * pattern without `*` is given back whether or not it is there.
 */
export function expandPaths(files: HostFiles, pattern: string, homes: readonly string[]): string[] {
  if (pattern.startsWith('~/')) return homes.flatMap((home) => expandPaths(files, `${home === '/' ? '' : home}${pattern.slice(1)}`, homes));
  const segments = pattern.split('/').slice(1);
  return segments.reduce<string[]>((found, segment) => found.flatMap((folder) => step(files, folder, segment)), ['']);
}

function step(files: HostFiles, folder: string, segment: string): string[] {
  if (!segment.includes('*')) return [`${folder}/${segment}`];
  const fits = new RegExp(`^${segment.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  const entries = files.list(folder === '' ? '/' : folder);
  return entries.status === 'read' ? entries.value.filter(({ name }) => fits.test(name)).map(({ name }) => `${folder}/${name}`) : [];
}
