import { setImmediate } from 'node:timers/promises';
import type { HostFiles, Reading } from '../../platform/host.ts';
import { type CimInstance, cimInstance } from './cim-instance.ts';
import { type PageMapping, parseMapping } from './page-mapping.ts';
import { isInstance, pageBytes, recordsOf } from './page-records.ts';

export const repositoryFolder = 'C:\\Windows\\System32\\wbem\\Repository';
const dataFile = `${repositoryFolder}\\OBJECTS.DATA`;
const pieceBytes = 32 * pageBytes;
/** A repository is 20 to 60 MB; what is larger is said, not read. */
const mostBytes = 512 * 1024 * 1024;
const mostRecordBytes = 1024 * 1024;

/**
 * The instances by which WMI does something by itself, from the pages that are in use. Read twice where the repository was written
 * meanwhile; then it is CHANGES_WHILE_READ.
 */
export async function readRepository(files: HostFiles, signal: AbortSignal): Promise<Reading<readonly CimInstance[]>> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const mapping = newestMapping(files);
    if (mapping.status !== 'read') return mapping;
    const instances = await instancesOf(files, mapping.value, signal);
    if (instances.status !== 'read') return instances;
    const after = newestMapping(files);
    if (after.status === 'read' && after.value.version === mapping.value.version) return instances;
  }
  return { status: 'unreadable', reason: 'CHANGES_WHILE_READ' };
}

/** Windows writes three such files in turn. */
function newestMapping(files: HostFiles): Reading<PageMapping> {
  let newest: PageMapping | null = null;
  let isThere = false;
  for (const number of [1, 2, 3]) {
    const bytes = files.readPiece(`${repositoryFolder}\\MAPPING${number}.MAP`, 0, 16 * 1024 * 1024);
    if (bytes.status === 'unreadable') return bytes;
    if (bytes.status === 'absent') continue;
    isThere = true;
    const mapping = parseMapping(bytes.value);
    if (mapping === null) return { status: 'unreadable', reason: 'OUTPUT_NOT_UNDERSTOOD' };
    if (newest === null || mapping.version > newest.version) newest = mapping;
  }
  if (newest) return { status: 'read', value: newest };
  return isThere ? { status: 'unreadable', reason: 'OUTPUT_NOT_UNDERSTOOD' } : { status: 'absent' };
}

async function instancesOf(files: HostFiles, { physical }: PageMapping, signal: AbortSignal): Promise<Reading<readonly CimInstance[]>> {
  const numbers = new Map(physical.flatMap((page, number) => (page === null ? [] : [[page, number] as const])));
  const last = [...numbers.keys()].reduce((most, page) => Math.max(most, page), -1);
  if ((last + 1) * pageBytes > mostBytes) return { status: 'unreadable', reason: 'TOO_LARGE' };
  const found: CimInstance[] = [];
  for (let first = 0; first <= last; first += pieceBytes / pageBytes) {
    await setImmediate();
    signal.throwIfAborted();
    const piece = files.readPiece(dataFile, first * pageBytes, pieceBytes);
    if (piece.status !== 'read') return piece.status === 'absent' ? { status: 'unreadable', reason: 'ABSENT' } : piece;
    for (let at = 0; at < pieceBytes; at += pageBytes) {
      const number = numbers.get(first + at / pageBytes);
      if (number === undefined) continue;
      const page = piece.value.subarray(at, at + pageBytes);
      if (page.length < pageBytes) return { status: 'unreadable', reason: 'TORN' };
      for (const record of recordsOf(page).filter(isInstance)) {
        const whole = wholeRecord(files, record, physical.slice(number + 1, number + 1 + mostRecordBytes / pageBytes));
        if (whole === null) return { status: 'unreadable', reason: 'TORN' };
        const instance = cimInstance(whole);
        if (instance) found.push(instance);
      }
    }
  }
  return { status: 'read', value: found };
}

/** A record that its page does not hold goes on at the beginning of the pages after. Null where one of them is not there. */
function wholeRecord(
  files: HostFiles,
  { start, size }: { readonly start: Buffer; readonly size: number },
  following: readonly (number | null)[],
): Buffer | null {
  const parts = [start];
  let length = start.length;
  for (const page of following) {
    if (length >= size) break;
    const piece = page === null ? null : files.readPiece(dataFile, page * pageBytes, Math.min(pageBytes, size - length));
    if (piece?.status !== 'read' || piece.value.length === 0) return null;
    parts.push(piece.value);
    length += piece.value.length;
  }
  return length >= size ? Buffer.concat(parts) : null;
}
