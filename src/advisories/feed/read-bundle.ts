import { createHash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { AppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import {
  type FeedHeader,
  type FeedItem,
  feedHeader,
  feedItem,
  feedMagic,
  largestFeedBytes,
  longestFeedHeaderBytes,
} from '../../contracts/feed.ts';
import { wrongSignature } from './verify-by-authority.ts';

export interface Bundle {
  readonly header: FeedHeader;
  /** Read one by one; throws FEED_INVALID for what is no item. */
  items(): Iterable<FeedItem>;
}

export const isBundle = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, feedMagic.length + 1)).toString('latin1') === `${feedMagic}\n`;

/**
 * A bundle whose signature leads to the authority (PEM) that this machine pinned; nothing of it is looked at before that is certain.
 * Throws FEED_INVALID with what is wrong and what to do.
 */
export function readBundle(bytes: Buffer, authorityPem: string): Bundle {
  if (!isBundle(bytes)) throw invalid('it does not begin as one');
  if (bytes.length > largestFeedBytes + 2 * longestFeedHeaderBytes) throw invalid(`it is larger than ${largestFeedBytes / 1024 / 1024} MB`);
  const headerStart = feedMagic.length + 1;
  const headerEnd = lineEnd(bytes, headerStart);
  const signatureEnd = lineEnd(bytes, headerEnd + 1);
  const parsed = feedHeader.safeParse(parseJson(bytes.toString('utf8', headerStart, headerEnd)));
  if (!parsed.success) throw invalid('its header cannot be read');
  const header = parsed.data;
  const signature = bytes.toString('latin1', headerEnd + 1, signatureEnd);
  const wrong = wrongSignature({ bytes: bytes.subarray(0, headerEnd + 1), signature, certificatePem: header.certificate }, authorityPem);
  if (wrong !== null) throw invalid(wrong);
  const payload = bytes.subarray(signatureEnd + 1);
  if (createHash('sha256').update(payload).digest('hex') !== header.payloadSha256) throw invalid('it is cut off or was changed');
  return { header, items: () => itemsOf(payload, header) };
}

function* itemsOf(payload: Buffer, { inflatedBytes, items }: FeedHeader): Iterable<FeedItem> {
  const text = inflate(payload, inflatedBytes);
  let read = 0;
  for (let at = 0; at < text.length; read += 1) {
    const end = text.indexOf(10, at);
    const item = feedItem.safeParse(parseJson(text.toString('utf8', at, end < 0 ? text.length : end)));
    if (!item.success) throw invalid(`its item ${read + 1} cannot be read; the collector may be of a newer version`);
    yield item.data;
    at = end < 0 ? text.length : end + 1;
  }
  if (read !== items) throw invalid('it does not hold as much as its header says');
}

function inflate(payload: Buffer, inflatedBytes: number): Buffer {
  try {
    const text = zstdDecompressSync(payload, { maxOutputLength: Math.max(1, inflatedBytes) });
    if (text.length === inflatedBytes) return text;
  } catch (cause) {
    throw invalid('its content cannot be unpacked', cause);
  }
  throw invalid('its content is not as long as its header says');
}

function lineEnd(bytes: Buffer, from: number): number {
  const end = bytes.subarray(0, from + longestFeedHeaderBytes).indexOf(10, from);
  if (end < 0) throw invalid('it is cut off');
  return end;
}

const invalid = (why: string, cause?: unknown): AppError =>
  new AppError(
    'FEED_INVALID',
    `This bundle of vulnerability data cannot be used: ${why}. What was known before stays. Fetch the bundle from the collector again.`,
    { cause },
  );
