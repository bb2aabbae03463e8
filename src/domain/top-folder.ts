/** The first two folders of a path or a registry key, `/srv/share` or `C:\Users`; empty for what is none. */
export function topFolder(key: string): string {
  const separator = separatorOf(key);
  const folders = folderOf(key).split(separator);
  return folders.slice(0, folders[0] === '' ? 3 : 2).join(separator);
}

/** What comes before the last separator; empty for what is no path. */
export const folderOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf(separatorOf(key))));
const separatorOf = (key: string): '/' | '\\' => (key.startsWith('/') ? '/' : '\\');
