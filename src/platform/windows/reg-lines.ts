/** One statement of a registry file: a heading or a value, with all the lines that it goes on over. */
export type RegLine = { readonly text: string } | { readonly tooLong: true };

/** In characters. A value larger than this is no setting. */
const longest = 8 * 1024 * 1024;

/** What of a statement is still open at the end of a line. */
type Open = 'name' | 'text' | 'bytes' | 'nothing';

/**
 * Pure. The statements of a registry file (version 5.00) from pieces of its text, however these are cut. A text in quotes may hold
 * line breaks and ends at the quote that no backslash escapes, so that no text passes for a heading; hexadecimal data go on
 * where a line ends with a backslash. A statement of more than 8 Mi characters is told as too long.
 */
export function* regLines(pieces: Iterable<string>): Generator<RegLine> {
  let parts: string[] = [];
  let length = 0;
  let open: Open = 'nothing';
  for (const line of physicalLines(pieces)) {
    length += line.length + 1;
    if (length <= longest) parts.push(line);
    open = afterLine(open, parts.length <= 1, line);
    if (open !== 'nothing') continue;
    if (length > longest) yield { tooLong: true };
    else if (parts.length > 1 || line !== '') yield { text: parts.join('\n') };
    parts = [];
    length = 0;
  }
  if (parts.length > 0) yield length > longest ? { tooLong: true } : { text: parts.join('\n') };
}

/** Without line ends; a line is cut at the limit. */
function* physicalLines(pieces: Iterable<string>): Generator<string> {
  let parts: string[] = [];
  let length = 0;
  const add = (part: string): void => {
    if (length <= longest) parts.push(part);
    length += part.length;
  };
  for (const piece of pieces) {
    const [first = '', ...more] = piece.split('\n');
    add(first);
    for (const next of more) {
      yield withoutReturn(parts.join(''));
      parts = [];
      length = 0;
      add(next);
    }
  }
  const last = withoutReturn(parts.join(''));
  if (last !== '') yield last;
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

function afterLine(open: Open, isFirst: boolean, line: string): Open {
  if (open === 'text') return closingQuote(line, 0) === -1 ? 'text' : 'nothing';
  if (open === 'bytes') return line.endsWith('\\') ? 'bytes' : 'nothing';
  if (open === 'name') return afterName(line, 0);
  if (isFirst && line.startsWith('"')) return afterName(line, 1);
  return isFirst && line.startsWith('@') ? afterData(line, 1) : 'nothing';
}

function afterName(line: string, from: number): Open {
  const end = closingQuote(line, from);
  return end === -1 ? 'name' : afterData(line, end + 1);
}

function afterData(line: string, equals: number): Open {
  if (line[equals] !== '=') return 'nothing';
  if (line[equals + 1] === '"') return closingQuote(line, equals + 2) === -1 ? 'text' : 'nothing';
  return line.endsWith('\\') ? 'bytes' : 'nothing';
}

/** The index of the first quote at or after `from` that no backslash escapes, or -1. */
export function closingQuote(text: string, from: number): number {
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '"') return index;
  }
  return -1;
}
