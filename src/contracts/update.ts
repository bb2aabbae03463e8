import { z } from 'zod';
import { isoInstant } from './finding.ts';
import { sha256Hex } from './summary.ts';

/** One release of the product, as whoever publishes it signs it. */
export const updateManifest = z.strictObject({
  formatVersion: z.literal(1),
  /** Grows by each release; a manifest is never followed back. */
  serial: z.int().positive(),
  productVersion: z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/),
  publishedAt: isoInstant,
  notes: z.string().max(4000),
  files: z.array(z.strictObject({ name: z.string().min(1).max(200), sha256: sha256Hex, bytes: z.int().nonnegative() })).max(100),
});
export type UpdateManifest = z.infer<typeof updateManifest>;

/** `signature` is Ed25519 (base64) over `wwu1`, a line feed and `document`, the JSON text of the manifest. */
export const signedManifest = z.strictObject({ document: z.string().max(128 * 1024), signature: z.string().max(100) });
export const signedManifestText = (document: string): string => `wwu1\n${document}`;
export const mostManifestBytes = 256 * 1024;
