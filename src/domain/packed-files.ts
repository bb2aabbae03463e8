import { AppError } from '../base/app-error.ts';
import { parseJson } from '../base/parse-json.ts';
import type { LedgerFile } from './file-ledger.ts';

/**
 * The files of one folder as bytes, a line of JSON for each, as they go between threads and into the ledger: a hundred thousand objects
 * and rows cost more to hand over, to store and to forget than the files to hash. Equal bytes are equal files in the same order.
 */
export const packFiles = (files: readonly LedgerFile[]): Uint8Array => new TextEncoder().encode(files.map(packedLine).join(''));

/** As JSON.stringify would write it, in half of the time: only names and targets hold what has to be escaped. */
export const packedLine = ({ name, type, size, mtimeMs, ctimeMs, inode, mode, uid, gid, linkTarget, digest }: LedgerFile): string =>
  `[${JSON.stringify(name)},"${type}",${size},${mtimeMs},${ctimeMs},${inode},${mode},${uid},${gid},${textOf(linkTarget)},${textOf(digest)}]\n`;

const textOf = (text: string | null): string => (text === null ? 'null' : JSON.stringify(text));

export function unpackFiles(packed: Uint8Array): LedgerFile[] {
  const lines = new TextDecoder().decode(packed).split('\n').slice(0, -1);
  return lines.map((line) => {
    const row = parseJson(line);
    if (isRow(row)) return fileOf(row);
    throw new AppError('STORE_UNUSABLE', 'The ledger of watched files holds what no WardWatch wrote: the agent store was damaged.');
  });
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

function fileOf([name, type, size, mtimeMs, ctimeMs, inode, mode, uid, gid, linkTarget, digest]: Row): LedgerFile {
  return { name, type, size, mtimeMs, ctimeMs, inode, mode, uid, gid, linkTarget, digest };
}

const types: readonly unknown[] = ['file', 'link', 'fifo', 'socket', 'device'] satisfies LedgerFile['type'][];

function isRow(row: unknown): row is Row {
  if (!Array.isArray(row) || row.length !== 11) return false;
  const cells: readonly unknown[] = row;
  const [name, type] = cells;
  const [numbers, texts] = [cells.slice(2, 9), cells.slice(9)];
  return (
    typeof name === 'string' &&
    types.includes(type) &&
    numbers.every((number) => typeof number === 'number') &&
    texts.every((text) => text === null || typeof text === 'string')
  );
}
