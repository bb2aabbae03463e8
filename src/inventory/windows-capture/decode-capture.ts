import iconv from 'iconv-lite';
import { codePagesOf, commonCodePages } from './code-pages.ts';
import { plausibility } from './plausible-text.ts';

/** Enough to tell code pages apart by; a larger file is not judged longer. */
const headBytes = 65_536;
const sampleBytes = 4096;

/** The text of a file in whatever encoding consoles, PowerShell and Notepad save; letters composed, without control characters and marks of direction. Never throws. */
export function decodeCapture(bytes: Uint8Array): string {
  return pieces(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    .map(({ encoding, part }) => (encoding === null ? decodeBytes(part) : iconv.decode(part, encoding)))
    .join('\n')
    .replaceAll(/[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|(?![\t\r\n])\p{Cc}/gu, '')
    .normalize('NFC');
}

interface Piece {
  readonly encoding: 'utf16le' | 'utf16be' | null;
  readonly part: Buffer;
}

/** No capture has so many bytes of wide text without a NUL, and none so few in a code page. */
const shortestNarrow = 160;

/** `wmic … >> file` appends UTF-16 to what a console wrote in its code page, and the other way round: narrow, wide and narrow text. */
function pieces(bytes: Buffer): Piece[] {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return [{ encoding: 'utf16be', part: bytes.subarray(2) }];
  const start = wideStart(bytes);
  const end = wideEnd(bytes);
  const wide = bytes.subarray(start, end);
  if (start >= end || countOfNul(wide) < wide.length / 8) return [{ encoding: null, part: bytes }];
  return [
    { encoding: null, part: bytes.subarray(0, start) },
    { encoding: 'utf16le', part: wide },
    { encoding: null, part: bytes.subarray(end) },
  ];
}

/** The characters before the first NUL may be wide too, ideographs have none: they reach back to a mark or to the start. */
function wideStart(bytes: Buffer): number {
  const firstNul = bytes.indexOf(0);
  if (firstNul === -1) return bytes.length;
  const from = Math.max(firstNul - shortestNarrow, 0);
  const mark = bytes.subarray(from, firstNul).lastIndexOf(Buffer.from([0xff, 0xfe]));
  if (mark !== -1) return from + mark;
  return firstNul < shortestNarrow ? (firstNul + 1) % 2 : firstNul - 1;
}

function wideEnd(bytes: Buffer): number {
  const end = bytes.lastIndexOf(0) + 1;
  return bytes.length - end > shortestNarrow && bytes.includes(0x0a, end) ? end : bytes.length;
}

const countOfNul = (bytes: Buffer): number => bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);

function decodeBytes(part: Buffer): string {
  if (part.every((byte) => byte < 0x80)) return part.toString('latin1');
  const [mark0, mark1, mark2] = part;
  if (mark0 === 0xef && mark1 === 0xbb && mark2 === 0xbf) return part.subarray(3).toString('utf8');
  return utf8(part) ?? iconv.decode(part, likeliestCodePage(part.toString('latin1')));
}

/** Null where it is not UTF-8; a character cut at the end is left out. */
function utf8(part: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(part, { stream: true });
  } catch {
    return null;
  }
}

function likeliestCodePage(bytes: string): string {
  const foreign = bytes.split(/[\r\n]+/).filter((line) => /[\u0080-\u00FF]/.test(line));
  const sample = Buffer.from(foreign.join('\n').slice(0, sampleBytes), 'latin1');
  const own = best(sample, codePagesOf(bytes.slice(0, headBytes)));
  return own !== null && own.score >= 0 ? own.page : (best(sample, commonCodePages)?.page ?? 'windows1252');
}

/** The first of those that score highest. */
function best(sample: Buffer, pages: readonly string[]): { page: string; score: number } | null {
  const scored = pages.map((page) => ({ page, score: plausibility(iconv.decode(sample, page).normalize('NFC')) }));
  return scored.reduce<{ page: string; score: number } | null>((top, one) => (top && top.score >= one.score ? top : one), null);
}
