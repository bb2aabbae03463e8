import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { SaxesParser } from 'saxes';
import type { HostFiles } from '../../host.ts';

export interface XmlHandler {
  /** `depth` counts from 1 for the root. */
  open(name: string, attributes: Readonly<Record<string, string>>, depth: number): void;
  /** With the text right in the element, at most `longestText` characters of it. */
  close(name: string, text: string, depth: number): void;
}

export type XmlRead = { readonly status: 'read' } | { readonly status: 'refused'; readonly reason: string };

/** The largest that distributions publish inflate to some 200 MB. */
const largestXml = 512 * 1024 * 1024;
const deepest = 32;
const longestText = 2_000;
/** Between one tag and the next; the parser keeps that much. */
const longestStretch = 8 * 1024 * 1024;
const pieceBytes = 256 * 1024;

/** Of the file as it lies there: `sha256` and hexadecimal digits. */
export interface Checksum {
  readonly kind: string;
  readonly hex: string;
}

/** `sha` is SHA-1, as the oldest repositories write it: against damage, as all of these are here. */
const digests: ReadonlyMap<string, string> = new Map(
  Object.entries({ sha: 'sha1', sha1: 'sha1', sha224: 'sha224', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' }),
);

/**
 * Hands the elements of a file of a repository over one by one: plain, gzip or zstd by its name. Nothing grows with the document, which
 * may not define entities; what is damaged, too large, too deep or does not digest to its checksum is refused, and so is what was handed
 * over until then.
 */
export async function readXml(
  files: HostFiles,
  path: string,
  handler: XmlHandler,
  signal: AbortSignal,
  checksum: Checksum | null = null,
): Promise<XmlRead> {
  const digest = checksum === null ? null : digests.get(checksum.kind.toLowerCase());
  if (digest === undefined) return { status: 'refused', reason: 'its index names no checksum that can be verified' };
  const hash = digest === null ? null : createHash(digest);
  const packed = Readable.from(piecesOf(files, path, hash), { objectMode: false, highWaterMark: pieceBytes });
  try {
    const inflate = inflaterOf(path);
    if (inflate === null) return { status: 'refused', reason: 'its compression is not read' };
    await parse(inflate === 'none' ? packed : packed.once('error', (cause) => inflate.destroy(cause)).pipe(inflate), handler, signal);
    if (hash !== null && hash.digest('hex') !== checksum?.hex)
      return { status: 'refused', reason: 'its checksum is not the one in its index' };
    return { status: 'read' };
  } catch (error) {
    signal.throwIfAborted();
    return {
      status: 'refused',
      reason: error instanceof Error ? (error.message.split('\n', 1)[0] ?? '').slice(0, 200) : 'it cannot be read',
    };
  } finally {
    packed.destroy();
  }
}

function inflaterOf(path: string): ReturnType<typeof createGunzip> | ReturnType<typeof createZstdDecompress> | 'none' | null {
  if (path.endsWith('.xml')) return 'none';
  if (path.endsWith('.xml.gz')) return createGunzip();
  return path.endsWith('.xml.zst') ? createZstdDecompress() : null;
}

function* piecesOf(files: HostFiles, path: string, hash: Hash | null): Generator<Buffer> {
  for (let offset = 0; ; ) {
    const piece = files.readPiece(path, offset, pieceBytes);
    if (piece.status !== 'read') throw new Error('its file cannot be read');
    if (piece.value.length === 0) return;
    offset += piece.value.length;
    hash?.update(piece.value);
    yield piece.value;
  }
}

async function parse(bytes: AsyncIterable<unknown>, handler: XmlHandler, signal: AbortSignal): Promise<void> {
  const parser = new SaxesParser();
  const texts: string[] = [];
  let stretch = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('it has a document type');
  });
  parser.on('opentag', ({ name, attributes }) => {
    stretch = 0;
    texts.push('');
    if (texts.length > deepest) throw new Error(`it has more than ${deepest} levels`);
    handler.open(name, attributes, texts.length);
  });
  parser.on('text', (text) => {
    const at = texts.length - 1;
    const before = texts[at];
    if (before !== undefined && before.length < longestText) texts[at] = (before + text).slice(0, longestText);
  });
  parser.on('closetag', ({ name }) => {
    stretch = 0;
    const depth = texts.length;
    handler.close(name, texts.pop() ?? '', depth);
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  for await (const chunk of bytes) {
    signal.throwIfAborted();
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > largestXml) throw new Error(`it is larger than ${largestXml / 1024 / 1024} MB`);
    stretch += chunk.length;
    parser.write(decoder.decode(chunk, { stream: true }));
    if (stretch > longestStretch) throw new Error('it has too much text in one place');
  }
  parser.write(decoder.decode()).close();
}
