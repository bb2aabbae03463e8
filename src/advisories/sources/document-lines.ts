import { readBoundedJson } from '../../base/bounded-json.ts';
import { jsonBounds } from '../import-limits.ts';
import { shownName, type SourcePiece } from './source-piece.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
const openBrace = 0x7b;
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === carriageReturn || byte === newline;

/** Null while there is too little to tell; true where the first line is a whole JSON object and another one starts below it. */
export function areLines(start: Uint8Array): boolean | null {
  const first = start.find((byte) => !isBlank(byte));
  if (first === undefined) return null;
  if (first !== openBrace) return false;
  const end = start.indexOf(newline);
  if (end === -1) return null;
  const next = start.subarray(end + 1).find((byte) => !isBlank(byte));
  if (next === undefined) return null;
  return next === openBrace && readBoundedJson(start.subarray(0, end), jsonBounds).status === 'read';
}

export interface DocumentLines {
  /** The documents of the lines that end in this piece, which may start within a line. */
  push(bytes: Uint8Array): Generator<SourcePiece>;
  /** The last line, which need not end. */
  end(): Generator<SourcePiece>;
  /** Bytes of the line that has not ended yet. */
  waitingBytes(): number;
}

/** JSON Lines: one document each line, named by its id, or by its number where it has none. */
export function createDocumentLines(source: string): DocumentLines {
  const ids = new Map<string, number>();
  let line = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const keep = (bytes: Uint8Array): void => {
    waiting.push(bytes);
    waitingBytes += bytes.length;
  };
  const take = (): Uint8Array => {
    const bytes = waiting.length === 1 && waiting[0] ? waiting[0] : Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    return bytes;
  };
  function* documentOf(written: Uint8Array): Generator<SourcePiece> {
    line += 1;
    const bytes = written.at(-1) === carriageReturn ? written.subarray(0, -1) : written;
    if (bytes.every(isBlank)) return;
    const id = idOf(bytes);
    const earlier = id === null ? undefined : ids.get(id);
    if (id !== null && earlier === undefined) ids.set(id, line);
    if (earlier === undefined) yield { kind: 'document', source: `${source}!${shownName(id ?? String(line))}`, bytes };
    else {
      const reason = `Line ${line} has the id of line ${earlier}, ${shownName(id ?? '')}; only the first was imported.`;
      yield { kind: 'refused', source: `${source}!${line}`, bytes, reason };
    }
  }
  return {
    *push(bytes) {
      let start = 0;
      for (let end = bytes.indexOf(newline); end !== -1; start = end + 1, end = bytes.indexOf(newline, start)) {
        keep(bytes.subarray(start, end));
        yield* documentOf(take());
      }
      if (start < bytes.length) keep(bytes.subarray(start));
    },
    *end() {
      yield* documentOf(take());
    },
    waitingBytes: () => waitingBytes,
  };
}

/** A line keeps its name when lines before it come and go. */
function idOf(bytes: Uint8Array): string | null {
  const read = readBoundedJson(bytes, jsonBounds);
  if (read.status !== 'read' || typeof read.json !== 'object' || read.json === null || !('id' in read.json)) return null;
  const { id } = read.json;
  return typeof id === 'string' && id !== '' && id.length <= 200 ? id : null;
}
