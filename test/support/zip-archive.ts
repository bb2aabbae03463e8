import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMember {
  readonly name: string;
  readonly content: Uint8Array | string;
  /** What the archive claims where that is not true. */
  readonly claimedBytes?: number;
  readonly isEncrypted?: boolean;
}

const u16 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);

/** A zip archive of the test's own, by PKWARE's APPNOTE 4.3, deflated. */
export function zipArchive(members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedBytes, isEncrypted } of members) {
    const bytes = Buffer.from(content);
    const deflated = deflateRawSync(bytes);
    const named = Buffer.from(name);
    const sizes = [u32(crc32(bytes)), u32(deflated.length), u32(claimedBytes ?? bytes.length)];
    const head = [u16(20), u16(0x800 | (isEncrypted ? 1 : 0)), u16(8), u32(0x21_0000), ...sizes, u16(named.length), u16(0)];
    const local = Buffer.concat([u32(0x0403_4b50), ...head, named, deflated]);
    directory.push(Buffer.concat([u32(0x0201_4b50), u16(20), ...head, u16(0), u16(0), u16(0), u32(0), u32(offset), named]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const counts = [u16(0), u16(0), u16(members.length), u16(members.length)];
  return Buffer.concat([...locals, central, u32(0x0605_4b50), ...counts, u32(central.length), u32(offset), u16(0)]);
}
