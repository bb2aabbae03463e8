export const pageBytes = 8192;

/** A record of a data page; `size` is that of the whole record, which may go on over the pages after. */
interface PageRecord {
  readonly start: Buffer;
  readonly size: number;
}

const entryBytes = 16;

/** Pure. The records that the table at the beginning of a data page names: number, offset, size and check sum of each, zeros at its end. */
export function recordsOf(page: Buffer): PageRecord[] {
  const records: PageRecord[] = [];
  for (let at = 0; at + entryBytes <= page.length; at += entryBytes) {
    const [id, offset, size] = [page.readUInt32LE(at), page.readUInt32LE(at + 4), page.readUInt32LE(at + 8)];
    if (id === 0 || size === 0 || offset === 0 || offset >= page.length) break;
    records.push({ start: page.subarray(offset, offset + size), size });
  }
  return records;
}

/** Pure. An instance of a class begins with a digest as 64 hexadecimal digits in UTF-16; definitions of classes do not. */
export function isInstance({ start }: PageRecord): boolean {
  return start.length >= 128 && /^[0-9A-F]{64}$/.test(start.toString('utf16le', 0, 128));
}
