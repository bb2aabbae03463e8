/** An instance of the repository, as far as it is text. */
export interface CimInstance {
  readonly className: string;
  /** Its texts in the order in which they lie, without the name of the class. */
  readonly texts: readonly string[];
}

/** Classes of what WMI does by itself: what it waits for, what it does then, and which belongs to which. */
const classes = [
  '__EventFilter',
  '__FilterToConsumerBinding',
  'CommandLineEventConsumer',
  'ActiveScriptEventConsumer',
  'LogFileEventConsumer',
  'NTEventLogEventConsumer',
  'SMTPEventConsumer',
].map((name) => ({ name, bytes: Buffer.from(`\0${name}\0`, 'latin1') }));
/** Before the values: digest, two times, a length and where the name of the class stands. */
const headBytes = 152;
const mostTexts = 200;

/** Pure. An instance of one of those classes, or null: the values of an instance are a region with its length before it, the name of the class first. */
export function cimInstance(record: Buffer): CimInstance | null {
  for (const { name, bytes } of classes) {
    for (let at = record.indexOf(bytes, headBytes); at !== -1; at = record.indexOf(bytes, at + 1)) {
      const size = record.readUInt32LE(at - 4) & 0x7fff_ffff;
      if (size >= bytes.length && at + size <= record.length)
        return { className: name, texts: textsOf(record.subarray(at + bytes.length, at + size)) };
    }
  }
  return null;
}

/** Texts are kept as 0 and one byte for each letter, or as 1 and UTF-16; both end with zero. Between them lie other values. */
function textsOf(values: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < values.length && texts.length < mostTexts; ) {
    const found = identifierAt(values, at) ?? textAt(values, at);
    if (found?.text) texts.push(found.text);
    at = found?.end ?? at + 1;
  }
  return texts;
}

interface Found {
  readonly text: string;
  readonly end: number;
}

/** The security identifier of who made the instance, as bytes with their number before them: passed over as a whole. */
function identifierAt(values: Buffer, at: number): Found | null {
  if (at + 12 > values.length) return null;
  const parts = values[at + 5] ?? 0;
  const length = 8 + 4 * parts;
  return values.readUInt32LE(at) === length && values[at + 4] === 1 && values.readUIntBE(at + 6, 6) === 5
    ? { text: '', end: at + 4 + length }
    : null;
}

function textAt(values: Buffer, at: number): Found | null {
  if (values[at] === 0) {
    const end = values.indexOf(0, at + 1);
    return end === -1 ? null : printable(values.toString('latin1', at + 1, end), end + 1);
  }
  if (values[at] !== 1) return null;
  let end = at + 1;
  while (end + 1 < values.length && values.readUInt16LE(end) !== 0) end += 2;
  return end + 1 < values.length ? printable(values.toString('utf16le', at + 1, end), end + 2) : null;
}

/** Null for what holds control characters other than those of a text file. */
const printable = (text: string, end: number): Found | null =>
  text !== '' && text.isWellFormed() && !/\p{Cc}/u.test(text.replaceAll(/[\t\r\n]/g, '')) ? { text, end } : null;
