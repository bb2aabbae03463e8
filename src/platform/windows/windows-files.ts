import type { HostFiles } from '../host.ts';
import { createHostFiles } from '../host-files.ts';

/** Files by their Windows paths. `drive` is the folder that stands for drive C where the machine is another one, as in tests. */
export function createWindowsFiles(drive: string | null): HostFiles {
  if (drive === null) return createHostFiles('/', decodeText);
  const files = createHostFiles(drive, decodeText);
  const at = belowDrive;
  return {
    readText: (path, maxBytes) => files.readText(at(path), maxBytes),
    readPiece: (path, offset, length) => files.readPiece(at(path), offset, length),
    list: (path) => files.list(at(path)),
    place: (path) => files.place(at(path)),
    state: (path) => files.state(at(path)),
  };
}

/** A Windows path as one below the folder that stands for its drive. */
export const belowDrive = (path: string): string => path.replace(/^[A-Za-z]:/, '').replaceAll('\\', '/');

/** UTF-8, or UTF-16LE where the byte order mark says so, as the system writes its own files. */
function decodeText(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le', 2) : bytes.toString('utf8').replace(/^\uFEFF/, '');
}
