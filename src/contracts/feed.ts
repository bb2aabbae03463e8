import { z } from 'zod';
import { advisoryRecord } from './advisory.ts';
import { isoInstant } from './finding.ts';
import { sha256Hex } from './summary.ts';

/** First bytes of a bundle; the format's version is in them. */
export const feedMagic = 'wwf1';
export const largestFeedBytes = 256 * 1024 * 1024;
export const longestFeedHeaderBytes = 16 * 1024;

/**
 * A bundle is: the magic, a header (JSON), the signature over magic and header (ECDSA P-256 with SHA-256, IEEE P1363, base64), each
 * ended by a line feed; then the payload, JSON Lines of `feedItem` in zstd (RFC 8878). The header names the payload by digest.
 */
export const feedHeader = z.strictObject({
  formatVersion: z.literal(1),
  /** Of the collector that made it; another collector's versions say nothing about this one's. */
  feedId: z.uuid(),
  /** What the reader must have; 0 for a whole feed. */
  fromVersion: z.int().nonnegative(),
  toVersion: z.int().nonnegative(),
  createdAt: isoInstant,
  items: z.int().nonnegative(),
  /** Of the payload, before and after zstd. */
  payloadBytes: z.int().nonnegative().max(largestFeedBytes),
  inflatedBytes: z
    .int()
    .nonnegative()
    .max(4 * largestFeedBytes),
  payloadSha256: sha256Hex,
  /** The signer's certificate (PEM), issued by the collector's authority for signing data (extended key usage codeSigning). */
  certificate: z.string().max(8000),
});
export type FeedHeader = z.infer<typeof feedHeader>;

/** One piece of the feed under a stable id; without records it is gone. */
export const feedItem = z.strictObject({
  id: z.string().min(1).max(300),
  digest: sha256Hex.optional(),
  records: z.array(advisoryRecord).max(50_000).readonly().optional(),
});
export type FeedItem = z.infer<typeof feedItem>;

/** What an agent asks with: the feed that it follows and up to where it has it; null for none. */
export const feedQuestion = z.strictObject({
  position: z.strictObject({ feedId: z.uuid(), version: z.int().nonnegative() }).nullable(),
});
export type FeedPosition = z.infer<typeof feedQuestion>['position'];
