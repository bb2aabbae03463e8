import { createHash, createPrivateKey, sign } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { type FeedHeader, type FeedItem, feedMagic } from '../../contracts/feed.ts';

/** A certificate for signing data, issued by the collector's authority, and its key. */
export interface FeedSigner {
  readonly certificatePem: string;
  readonly keyPem: string;
}

export type BundleVersions = Pick<FeedHeader, 'feedId' | 'fromVersion' | 'toVersion' | 'createdAt'>;

/** The bytes of a signed bundle (contracts/feed.ts). */
export function writeBundle(items: readonly FeedItem[], versions: BundleVersions, { certificatePem, keyPem }: FeedSigner): Buffer {
  const text = Buffer.from(items.map((item) => `${JSON.stringify(item)}\n`).join(''));
  const payload = zstdCompressSync(text);
  const header: FeedHeader = {
    formatVersion: 1,
    ...versions,
    items: items.length,
    payloadBytes: payload.length,
    inflatedBytes: text.length,
    payloadSha256: createHash('sha256').update(payload).digest('hex'),
    certificate: certificatePem,
  };
  const signed = `${feedMagic}\n${JSON.stringify(header)}\n`;
  const signature = sign('sha256', Buffer.from(signed), { key: createPrivateKey(keyPem), dsaEncoding: 'ieee-p1363' });
  return Buffer.concat([Buffer.from(`${signed}${signature.toString('base64')}\n`), payload]);
}
