import { AppError } from '../base/app-error.ts';
import type { LedgerFile } from './file-ledger.ts';

/**
 * The files of one folder as one text, as it goes between threads and into the ledger: a hundred thousand single files cost more to hand
 * over and to store than to hash. Equal texts are equal files; in another order they are another text.
 */
export const packFiles = (files: readonly LedgerFile[]): string => JSON.stringify(files.map(rowOf));

export function unpackFiles(packed: string): LedgerFile[] {
  const rows: unknown = JSON.parse(packed);
  if (!Array.isArray(rows) || !rows.every(isRow))
    throw new AppError('STORE_UNUSABLE', 'The ledger of watched files holds what no WardWatch wrote: the agent store was damaged.');
  return rows.map(fileOf);
}

type Row = readonly [
  name: string,
  type: LedgerFile['type'],
  size: number,
  mtimeMs: number,
  ctimeMs: number,
  inode: number,
  mode: number,
  uid: number,
  gid: number,
  linkTarget: string | null,
  digest: string | null,
];

const rowOf = ({ name, type, size, mtimeMs, ctimeMs, inode, mode, uid, gid, linkTarget, digest }: LedgerFile): Row => [
  name,
  type,
  size,
  mtimeMs,
  ctimeMs,
  inode,
  mode,
  uid,
  gid,
  linkTarget,
  digest,
];

const fileOf = ([name, type, size, mtimeMs, ctimeMs, inode, mode, uid, gid, linkTarget, digest]: Row): LedgerFile => ({
  name,
  type,
  size,
  mtimeMs,
  ctimeMs,
  inode,
  mode,
  uid,
  gid,
  linkTarget,
  digest,
});

const types: readonly unknown[] = ['file', 'link', 'fifo', 'socket', 'device'] satisfies LedgerFile['type'][];

function isRow(row: unknown): row is Row {
  if (!Array.isArray(row) || row.length !== 11) return false;
  const [name, type, ...rest]: readonly unknown[] = row;
  const [numbers, texts] = [rest.slice(0, 7), rest.slice(7)];
  return (
    typeof name === 'string' &&
    types.includes(type) &&
    numbers.every((number) => typeof number === 'number') &&
    texts.every((text) => text === null || typeof text === 'string')
  );
}
