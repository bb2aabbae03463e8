import { z } from 'zod';
import { sha256Hex } from './summary.ts';

/**
 * What a USB stick carries between a workstation and its collector. From the workstation: a line `outboxMagic`, then a line of JSON for
 * each signed request, exactly as it would have gone over the network, sections before the summaries that name them. Back: three lines,
 * `acknowledgementMagic`, an `acknowledgement` in JSON, and in base64 the ECDSA signature (P-256, SHA-256, IEEE P1363) over the first
 * two lines with their ends.
 */
export const outboxMagic = 'wardwatch-outbox 1';
export const acknowledgementMagic = 'wardwatch-acknowledgement 1';

export const largestTransferBytes = 128 * 1024 * 1024;
/** A body of 64 MB, the most that configuration allows, in base64 with its headers. */
export const longestCarriedLine = 88 * 1024 * 1024;
export const largestAcknowledgementBytes = 16 * 1024 * 1024;

const uploadPath = z.string().regex(/^\/api\/v1\/agent\/(summaries|sections\/[0-9a-f]{64})$/);

/** A signed request (contracts/signature.ts); `body` is in base64 and compressed with gzip. */
export const carriedRequest = z.strictObject({
  method: z.enum(['POST', 'PUT']),
  path: uploadPath,
  contentDigest: z.string().max(100),
  signatureInput: z.string().max(300),
  signature: z.string().max(200),
  body: z.base64(),
});
export type CarriedRequest = z.infer<typeof carriedRequest>;

/** Summaries that are on the collector's disk, of one endpoint. */
export const acknowledgement = z.strictObject({
  endpointId: z.uuid(),
  summaryIds: z.array(z.uuid()).min(1).max(100_000),
  /** Where the collector's knowledge of this endpoint ended before the first of them; lower than what it once confirmed means it lost data. */
  previousSequence: z.int().nonnegative(),
  /** PEM, of the key that signs data for agents, issued by the collector's authority. */
  certificate: z.string().max(4000),
});
export type Acknowledgement = z.infer<typeof acknowledgement>;

export const sectionDigestOf = (path: string): string | null => sha256Hex.safeParse(path.split('/').at(-1)).data ?? null;
