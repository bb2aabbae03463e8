export const isBelow = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`));

/** `.` is the folder itself, where that is a file. */
export const inFolder = (folder: string, name: string): string =>
  name === '.' ? folder : folder === '/' ? `/${name}` : `${folder}/${name}`;
