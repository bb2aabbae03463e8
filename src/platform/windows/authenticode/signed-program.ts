import { createHash, type Hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A signed program: its signature, and what to hold that against. */
export interface SignedProgram {
  /** PKCS #7 SignedData, DER. */
  readonly signature: Buffer;
  /** Digest of everything in the file that a signature covers; `algorithm` as Node names it. */
  digest(algorithm: string): Buffer;
  close(): void;
}

const headerBytes = 4096;
const mostSignatureBytes = 1024 * 1024;
const buffer = Buffer.allocUnsafe(64 * 1024);

/**
 * Opens a PE file (PE format specification, "Attribute Certificate Table"; Windows Authenticode Portable Executable Signature Format
 * 1.0). Null for a file that is none, carries no signature, or has anything behind or beside the signature that it does not cover.
 */
export function openSignedProgram(path: string): SignedProgram | null {
  const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const found = fstatSync(fd);
  const layout = found.isFile() ? readLayout(fd, found.size) : null;
  if (!layout) {
    closeSync(fd);
    return null;
  }
  const { checksumAt, tableEntryAt, tableAt, signature } = layout;
  return {
    signature,
    digest: (algorithm) => {
      const hash = createHash(algorithm);
      update(hash, fd, 0, checksumAt);
      update(hash, fd, checksumAt + 4, tableEntryAt);
      update(hash, fd, tableEntryAt + 8, tableAt);
      return hash.digest();
    },
    close: () => closeSync(fd),
  };
}

interface Layout {
  readonly checksumAt: number;
  readonly tableEntryAt: number;
  readonly tableAt: number;
  readonly signature: Buffer;
}

function readLayout(fd: number, size: number): Layout | null {
  const header = readAt(fd, 0, Math.min(headerBytes, size));
  if (header.length < 0x40 || header.readUInt16LE(0) !== 0x5a4d) return null;
  const peAt = header.readUInt32LE(0x3c);
  const optionalAt = peAt + 24;
  if (optionalAt + 152 > header.length || header.readUInt32LE(peAt) !== 0x4550) return null;
  const magic = header.readUInt16LE(optionalAt);
  if (magic !== 0x10b && magic !== 0x20b) return null;
  const tableEntryAt = optionalAt + (magic === 0x10b ? 128 : 144);
  const tableAt = header.readUInt32LE(tableEntryAt);
  const tableBytes = header.readUInt32LE(tableEntryAt + 4);
  if (tableAt < optionalAt || tableBytes < 16 || tableBytes > mostSignatureBytes || tableAt + tableBytes !== size) return null;
  const signature = readSignature(readAt(fd, tableAt, tableBytes));
  return signature && { checksumAt: optionalAt + 64, tableEntryAt, tableAt, signature };
}

/** One certificate of revision 2 and type PKCS #7, with nothing behind it but zeros up to a multiple of 8. */
function readSignature(table: Buffer): Buffer | null {
  const length = table.readUInt32LE(0);
  if (length > table.length || table.length - length >= 8 || table.readUInt16LE(4) !== 0x0200 || table.readUInt16LE(6) !== 2) return null;
  const end = 8 + derLength(table, 8);
  const isCovered = end <= table.length && table.length - end < 8 && table.subarray(end).every((byte) => byte === 0);
  return isCovered ? table.subarray(8, end) : null;
}

/** Of the DER value at `at`, header included; more than there is for one that cannot be told. */
function derLength(bytes: Buffer, at: number): number {
  const first = bytes.readUInt8(at + 1);
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  return count === 0 || count > 4 ? Number.MAX_SAFE_INTEGER : 2 + count + bytes.readUIntBE(at + 2, count);
}

function readAt(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, at));
}

function update(hash: Hash, fd: number, from: number, to: number): void {
  for (let at = from; at < to; ) {
    const read = readSync(fd, buffer, 0, Math.min(buffer.length, to - at), at);
    if (read === 0) return;
    hash.update(buffer.subarray(0, read));
    at += read;
  }
}
