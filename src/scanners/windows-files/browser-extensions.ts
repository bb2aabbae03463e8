import { z } from 'zod';
import { parseJson } from '../../base/parse-json.ts';
import type { Unreadable } from '../../domain/coverage.ts';
import type { HostFiles } from '../../platform/host.ts';
import { expandWindowsPath } from './windows-paths.ts';

const local = '~\\AppData\\Local';
const browsers = ['Google\\Chrome', 'Microsoft\\Edge', 'Chromium', 'BraveSoftware\\Brave-Browser', 'CocCoc\\Browser', 'Vivaldi'];
export const extensionFolders = browsers.map((name) => `${local}\\${name}\\User Data\\*\\Extensions\\*`);

const manifest = z.object({
  permissions: z.array(z.unknown()).optional(),
  host_permissions: z.array(z.unknown()).optional(),
});

export const browserExtension = z.strictObject({ path: z.string(), permissions: z.array(z.string()) });
export type BrowserExtension = z.infer<typeof browserExtension>;

/** Extensions of Chromium's kin in every profile of every user, with what the newest version of each may do. */
export function findBrowserExtensions(
  files: HostFiles,
  profiles: readonly string[],
): { readonly extensions: readonly BrowserExtension[]; readonly unreadable: readonly Unreadable[] } {
  const unreadable: Unreadable[] = [];
  const folders = extensionFolders.flatMap((pattern) => expandWindowsPath(files, pattern, profiles));
  const extensions = folders.flatMap((path): BrowserExtension[] => {
    const versions = files.list(path);
    if (versions.status === 'unreadable') unreadable.push({ subject: path, reason: versions.reason });
    if (versions.status !== 'read') return [];
    const newest = versions.value
      .map(({ name }) => name)
      .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .at(-1);
    return newest === undefined ? [] : [{ path, permissions: permissionsOf(files, `${path}\\${newest}\\manifest.json`) }];
  });
  return { extensions: extensions.filter(({ path }) => !path.endsWith('\\Temp')), unreadable };
}

function permissionsOf(files: HostFiles, path: string): string[] {
  const text = files.readText(path, 256 * 1024);
  const parsed = manifest.safeParse(text.status === 'read' ? parseJson(text.value) : undefined);
  if (!parsed.success) return ['manifest not understood'];
  const all = [...(parsed.data.permissions ?? []), ...(parsed.data.host_permissions ?? [])];
  return [...new Set(all.filter((entry) => typeof entry === 'string'))].toSorted();
}
