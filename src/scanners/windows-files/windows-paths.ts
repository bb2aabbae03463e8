import { foldName } from '../../domain/registry-key.ts';
import type { HostFiles } from '../../platform/host.ts';

/** Pure but for the folders it lists. The paths that `pattern` means: `*` is any part of one name, a leading `~` each of `profiles`. */
export function expandWindowsPath(files: HostFiles, pattern: string, profiles: readonly string[]): string[] {
  if (pattern.startsWith('~\\')) return profiles.flatMap((profile) => expandWindowsPath(files, `${profile}${pattern.slice(1)}`, profiles));
  const [drive = '', ...names] = pattern.split('\\');
  return names.reduce<string[]>((found, name) => found.flatMap((folder) => step(files, folder, name)), [drive]);
}

function step(files: HostFiles, folder: string, name: string): string[] {
  if (!name.includes('*')) return [`${folder}\\${name}`];
  const fits = new RegExp(`^${name.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i');
  const entries = files.list(`${folder}\\`);
  return entries.status === 'read' ? entries.value.filter((entry) => fits.test(entry.name)).map((entry) => `${folder}\\${entry.name}`) : [];
}

/** Folders of users: those the registry names, and those that lie where they usually do. Junctions for old programs are none. */
export function profileFolders(files: HostFiles, named: readonly string[]): string[] {
  const usual = files.list('C:\\Users');
  const folders =
    usual.status === 'read' ? usual.value.filter(({ type }) => type === 'folder').map(({ name }) => `C:\\Users\\${name}`) : [];
  const all = [...folders, ...named.map(expandSystemNames)].filter((path) => /^[A-Za-z]:\\/.test(path));
  return [...new Map(all.map((path) => [foldName(path), path])).values()];
}

const expandSystemNames = (path: string): string => path.replace(/^%SystemDrive%/i, 'C:').replace(/^%(SystemRoot|windir)%/i, 'C:\\Windows');
