import { createHash } from 'node:crypto';
import { sidBytes } from './sam-hive.ts';

const pageBytes = 8192;
const repository = 'C:\\Windows\\System32\\wbem\\Repository';

/** An instance as the repository keeps it (python-cim of flare-wmi, `ClassInstance`): digest of its class, times, lengths, values. */
export function instanceOf(className: string, texts: readonly string[]): Buffer {
  const digest = createHash('sha256').update(Buffer.from(className.toUpperCase(), 'utf16le')).digest('hex').toUpperCase();
  const sid = sidBytes('S-1-5-21-1-2-3-1001');
  const made = Buffer.alloc(4);
  made.writeUInt32LE(sid.length);
  const values = Buffer.concat([textBytes(className), made, sid, ...texts.map(textBytes)]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE((values.length | 0x8000_0000) >>> 0);
  const head = Buffer.alloc(24 + 1 + 3 + 8 * 4 + 4 + 1, 7);
  return Buffer.concat([Buffer.from(digest, 'utf16le'), head, size, values]);
}

function textBytes(text: string): Buffer {
  const isWide = Buffer.from(text, 'latin1').toString('latin1') !== text;
  return isWide ? Buffer.concat([Buffer.from([1]), Buffer.from(`${text}\0`, 'utf16le')]) : Buffer.from(`\0${text}\0`, 'latin1');
}

export interface Subscription {
  readonly name: string;
  readonly query?: string;
  readonly consumer?: string;
  readonly does: readonly string[];
}

function subscriptionRecords({ name, query = 'SELECT * FROM x', consumer = 'CommandLineEventConsumer', does }: Subscription): Buffer[] {
  return [
    instanceOf('__EventFilter', [name, 'root\\cimv2', query, 'WQL']),
    instanceOf(consumer, [...does, name]),
    instanceOf('__FilterToConsumerBinding', [`${consumer}.Name="${name}"`, `__EventFilter.Name="${name}"`]),
  ];
}

/** A definition of a class names it too, and is no instance. */
const definition = Buffer.concat([
  Buffer.alloc(8),
  Buffer.from('\0__EventFilter\0CommandLineEventConsumer\0', 'latin1'),
  Buffer.alloc(100),
]);

export interface RepositoryShape {
  readonly version?: number;
  /** Those whose pages are no longer in use. */
  readonly left?: readonly Subscription[];
}

/**
 * OBJECTS.DATA and its newest mapping, by path. Pages lie in the file in the opposite order of their numbers, a long record goes on
 * over several.
 */
export function repositoryFiles(
  subscriptions: readonly Subscription[],
  { version = 5, left = [] }: RepositoryShape = {},
): Readonly<Record<string, Buffer>> {
  const inUse = [definition, ...subscriptions.flatMap(subscriptionRecords)].flatMap(pagesOf);
  const file = [...left.flatMap(subscriptionRecords).flatMap(pagesOf), ...inUse.toReversed()];
  const places = inUse.map((_, number) => file.length - 1 - number);
  return {
    [`${repository}\\OBJECTS.DATA`]: Buffer.concat(file),
    [`${repository}\\MAPPING1.MAP`]: mapping(version, [null, ...places]),
    [`${repository}\\MAPPING2.MAP`]: mapping(version - 1, [0]),
  };
}

function pagesOf(record: Buffer): Buffer[] {
  const page = Buffer.alloc(pageBytes);
  const offset = 32;
  page.writeUInt32LE(1, 0);
  page.writeUInt32LE(offset, 4);
  page.writeUInt32LE(record.length, 8);
  record.copy(page, offset);
  const more: Buffer[] = [];
  for (let at = pageBytes - offset; at < record.length; at += pageBytes) {
    const next = Buffer.alloc(pageBytes);
    record.copy(next, 0, at);
    more.push(next);
  }
  return [page, ...more];
}

export function mapping(version: number, places: readonly (number | null)[]): Buffer {
  const bytes = Buffer.alloc(24 + 24 * places.length + 4 + 4 * 2 + 4);
  bytes.writeUInt32LE(0xabcd, 0);
  bytes.writeUInt32LE(version, 4);
  bytes.writeUInt32LE(places.length, 16);
  bytes.writeUInt32LE(places.length, 20);
  for (const [number, place] of places.entries()) bytes.writeUInt32LE(place ?? 0xffff_ffff, 24 + 24 * number);
  bytes.writeUInt32LE(2, 24 + 24 * places.length);
  bytes.writeUInt32LE(0xdcba, bytes.length - 4);
  return bytes;
}
