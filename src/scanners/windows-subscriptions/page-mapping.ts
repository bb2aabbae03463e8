/** Which pages of OBJECTS.DATA are in use, and in which order they belong together. */
export interface PageMapping {
  /** Grows with each write of the repository. */
  readonly version: number;
  /** The place of a page in the file, by its number; null for one that is not in use. */
  readonly physical: readonly (number | null)[];
}

// The layout of Windows Vista and later, as python-cim (W. Ballenthin, "flare-wmi") reads it.
const signature = { start: 0xabcd, end: 0xdcba };
const headBytes = 24;
const entryBytes = 24;
const notInUse = 0x3fff_ffff;

/** Pure. The first table of a MAPPING file, that of the data pages; null for what is none or was not written to its end. */
export function parseMapping(bytes: Buffer): PageMapping | null {
  if (bytes.length < headBytes || bytes.readUInt32LE(0) !== signature.start) return null;
  const count = bytes.readUInt32LE(20);
  const end = headBytes + count * entryBytes;
  if (end + 8 > bytes.length) return null;
  const foot = end + 4 + 4 * bytes.readUInt32LE(end);
  if (foot + 4 > bytes.length || bytes.readUInt32LE(foot) !== signature.end) return null;
  const physical = Array.from({ length: count }, (_, index) => {
    const page = bytes.readUInt32LE(headBytes + index * entryBytes) & notInUse;
    return page === notInUse ? null : page;
  });
  return { version: bytes.readUInt32LE(4), physical };
}
