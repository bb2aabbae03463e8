import type { WatchedThing } from '../../domain/thing.ts';
import { shownText } from '../windows-registry/shown-data.ts';

/** Every key of such a thing begins so: what is unread when the queue is. */
export const allJobs = 'BITS: ';

export interface BitsJob {
  readonly id: string;
  readonly name: string;
  /** What is run when the job is done or has failed. */
  readonly command: string;
  readonly arguments: string;
}

/** From the head of a job to the identifier of its owner. */
export const longestJobBytes = 64 * 1024;
const longestText = 8192;
/** Steps backwards from one owner: bytes that somebody made up may be read in many ways. */
const mostSteps = 50_000;
const headBytes = 32;
const owner = Buffer.from('S-1-', 'utf16le');

/**
 * Pure. The jobs in a piece of a queue, of every version of Windows: type, priority, state, a number and an identifier, then name,
 * description, command, arguments and owner, each text with its length before it (bits_parser of ANSSI). What stands before a job differs
 * from version to version; so the owner is looked for, and the fields before it are read backwards. A job that lies in several
 * places of a database is not found.
 */
export function bitsJobs(bytes: Buffer): BitsJob[] {
  const jobs: BitsJob[] = [];
  for (let at = bytes.indexOf(owner); at !== -1; at = bytes.indexOf(owner, at + 2)) {
    const start = at - 4;
    if (start < headBytes || !/^S(-\d+){3,17}\0$/.test(textFrom(bytes, start) ?? '')) continue;
    const job = jobBefore(bytes, start, [], { left: mostSteps });
    if (job) jobs.push(job);
  }
  return jobs;
}

const textFrom = (bytes: Buffer, at: number): string | null => {
  const length = bytes.readUInt32LE(at);
  return length <= 200 && at + 4 + 2 * length <= bytes.length ? bytes.toString('utf16le', at + 4, at + 4 + 2 * length) : null;
};

/** Four texts end at `end`, the last one first; what lies before them has to be the head of a job. */
function jobBefore(bytes: Buffer, end: number, after: readonly string[], steps: { left: number }): BitsJob | null {
  if (after.length === 4) return isHead(bytes, end - headBytes) ? jobOf(bytes, end - headBytes, after) : null;
  for (let length = 0; length <= longestText && steps.left > 0; length += 1) {
    steps.left -= 1;
    const start = end - 4 - 2 * length;
    if (start < headBytes) return null;
    if (bytes.readUInt32LE(start) !== length || (length > 0 && bytes.readUInt16LE(end - 2) !== 0)) continue;
    const text = bytes.toString('utf16le', start + 4, length > 0 ? end - 2 : end);
    const job = text.includes('\0') ? null : jobBefore(bytes, start, [text, ...after], steps);
    if (job) return job;
  }
  return null;
}

/** Type, priority and state are small numbers. */
const isHead = (bytes: Buffer, at: number): boolean =>
  at >= 0 && bytes.readUInt32LE(at) <= 2 && bytes.readUInt32LE(at + 4) <= 3 && bytes.readUInt32LE(at + 8) <= 8;

function jobOf(bytes: Buffer, at: number, [name = '', , command = '', args = '']: readonly string[]): BitsJob {
  const hex = (from: number, length: number, isTurned: boolean): string => {
    const part = bytes.subarray(at + 16 + from, at + 16 + from + length);
    return Buffer.from(isTurned ? part.toReversed() : part).toString('hex');
  };
  return {
    id: `{${hex(0, 4, true)}-${hex(4, 2, true)}-${hex(6, 2, true)}-${hex(8, 2, false)}-${hex(10, 6, false)}}`,
    name,
    command,
    arguments: args,
  };
}

/** Pure. Downloads come and go all day; told are jobs that run a program when they are done (T1197). */
export function bitsThings(jobs: readonly BitsJob[]): WatchedThing[] {
  const running = jobs.filter(({ command }) => command !== '');
  const things = running.map(
    ({ id, name, command, arguments: args }): WatchedThing => ({
      kind: 'bits-job',
      key: `${allJobs}${id}`,
      state: { name: shownText(name), command: shownText(command), arguments: shownText(args) },
    }),
  );
  return [...new Map(things.map((thing) => [thing.key, thing])).values()];
}
