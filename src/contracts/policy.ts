import { z } from 'zod';
import { scannerIds } from '../domain/scanner-ids.ts';
import { absolutePath, maintenanceWindow, notificationSettings } from './configuration.ts';
import { isoInstant } from './finding.ts';

/** What the collector sets at workstations: data alone, and nothing in it names anything to run. What it leaves out stays as it is. */
export const policyContent = z.strictObject({
  heartbeat_minutes: z.int().min(1).max(10_080).optional(),
  scan: z
    .strictObject({
      every_minutes: z.partialRecord(z.enum(scannerIds), z.int().min(1).max(525_600)).optional(),
      skip: z.array(z.enum(scannerIds)).max(200).optional(),
      maintenance: z.array(maintenanceWindow).max(50).optional(),
      removable_media: z.enum(['allowed', 'forbidden']).optional(),
      extra_files: z.array(absolutePath.max(1000)).max(100).optional(),
    })
    .optional(),
  notifications: notificationSettings.optional(),
});
export type PolicyContent = z.infer<typeof policyContent>;

export const policyDocument = z.strictObject({
  formatVersion: z.literal(1),
  /** Grows by each policy of a collector; an agent never goes back. */
  version: z.int().positive(),
  createdAt: isoInstant,
  content: policyContent,
});
export type PolicyDocument = z.infer<typeof policyDocument>;

export const mostPolicyCharacters = 256 * 1024;

/**
 * A policy as it travels: `document` is the JSON text, `signature` ECDSA P-256 with SHA-256 (IEEE P1363, base64) over `wwp1`, a line feed
 * and that text, `certificate` (PEM) the signer's, issued by the collector's authority for signing data.
 */
export const signedPolicy = z.strictObject({
  document: z.string().max(mostPolicyCharacters),
  certificate: z.string().max(8000),
  signature: z.string().max(200),
});
export type SignedPolicy = z.infer<typeof signedPolicy>;
export const signedPolicyText = (document: string): string => `wwp1\n${document}`;

/** What an agent asks with: the version that it has, 0 for none, and the SHA-256 of its document; an older agent leaves that out. */
export const policyQuestion = z.strictObject({
  version: z.int().nonnegative(),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type PolicyQuestion = z.infer<typeof policyQuestion>;

export const policyStatus = z.strictObject({
  version: z.int().positive().nullable(),
  /** Why the newest one that was offered is not followed. */
  refused: z.strictObject({ version: z.int().positive().nullable(), reason: z.string() }).nullable(),
});
export type PolicyStatus = z.infer<typeof policyStatus>;
