import { Buffer, isUtf8 } from 'node:buffer';

/** A path as the system takes it: text, or bytes where a name in it is not UTF-8. */
export type RawPath = string | Buffer;

/**
 * A name as text that leads back to it. Bytes that are no UTF-8 are written `\xNN`, and so is a backslash in such a name and one that
 * could be taken for such a byte: two names never share a text. Composed and decomposed letters stay as they are: they are two names.
 */
export function shownName(name: Buffer): string {
  const text = name.toString('utf8');
  if (isUtf8(name) && !text.includes('\\x')) return text;
  return Array.from(splitValid(name), ([part, isValid]) =>
    isValid ? part.toString('utf8').replaceAll('\\', '\\x5c') : part.toString('hex').replaceAll(/../g, '\\x$&'),
  ).join('');
}

/** Runs of bytes that are UTF-8, and single bytes that are none. */
function* splitValid(name: Buffer): Generator<[Buffer, boolean]> {
  for (let at = 0; at < name.length; ) {
    const length = [1, 2, 3, 4].find((wanted) => at + wanted <= name.length && isUtf8(name.subarray(at, at + wanted)));
    yield [name.subarray(at, at + (length ?? 1)), length !== undefined];
    at += length ?? 1;
  }
}

/** The path that a text stands for. */
export function rawPath(shown: string): RawPath {
  if (!shown.includes('\\x')) return shown;
  const parts = shown.split(/(\\x[0-9a-f]{2})/);
  return Buffer.concat(parts.map((part) => (/^\\x[0-9a-f]{2}$/.test(part) ? Buffer.from(part.slice(2), 'hex') : Buffer.from(part))));
}

export const childOf = (folder: RawPath, name: string | Buffer): RawPath => {
  if (typeof folder === 'string' && typeof name === 'string') return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
  return Buffer.concat([Buffer.from(folder), Buffer.from('/'), Buffer.from(name)]);
};
