import { z } from 'zod';
import { coverage, finding, isoInstant, scannerVerdict } from './finding.ts';
import { scannedEndpoint } from './scan-report.ts';

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
export const sectionName = z.enum(['inventory', 'updates']);
export type SectionName = z.infer<typeof sectionName>;

/** Something the agent did to itself or saw of itself: a scan stopped by the watchdog, an upload refused. */
export const agentEvent = z.strictObject({ at: isoInstant, code: z.string().max(60), detail: z.string().max(500) });

const logHead = z.strictObject({ length: z.int().nonnegative(), head: sha256Hex });
/** domain/finding-log.ts: lets the collector see that findings were changed or deleted past the agent. */
export const toldLog = logHead.extend({ from: logHead, intact: z.boolean() });

/**
 * What an endpoint uploads. `sequence` orders the summaries of one endpoint, whatever its clock says; `sections` names
 * inventory by the SHA-256 of its JSON text, so that what the collector already holds is not sent again; `findings`
 * are those that changed since the summary before. `createdAt` is by the endpoint's own clock.
 */
export const summary = z.strictObject({
  formatVersion: z.literal(1),
  summaryId: z.uuid(),
  endpointId: z.uuid(),
  sequence: z.int().positive(),
  createdAt: isoInstant,
  agentVersion: z.string().max(40),
  host: scannedEndpoint.omit({ endpointId: true }),
  sections: z.partialRecord(sectionName, sha256Hex),
  verdicts: z.array(scannerVerdict).max(500),
  coverage: z.array(coverage).max(500),
  findings: z.array(finding).max(10_000),
  agentEvents: z.array(agentEvent).max(1000),
  /** Absent from an agent of an older version. */
  findingLog: toldLog.optional(),
});
export type Summary = z.infer<typeof summary>;

/**
 * Stands for a summary that says nothing new: everything but these three is as in the endpoint's summary number `like`, without its findings
 * and events. A collector that lacks that one, or is too old to know of this form, is sent the summary itself.
 */
export const heartbeat = z.strictObject({
  summaryId: z.uuid(),
  sequence: z.int().positive(),
  createdAt: isoInstant,
  like: z.int().positive(),
});
export type Heartbeat = z.infer<typeof heartbeat>;

/**
 * The answer to a summary, given only after it is on disk. `missingSections` are digests that the collector lacks; `previousSequence` is
 * that of the endpoint's summary before this one: lower than what was confirmed once, it tells that the collector lost data since. What a
 * newer collector adds is passed over.
 */
export const receipt = z.object({
  summaryId: z.uuid(),
  stored: z.enum(['new', 'duplicate']),
  missingSections: z.array(sha256Hex),
  previousSequence: z.int().nonnegative().optional(),
});

const pendingUpdate = z.strictObject({
  name: z.string().max(300),
  installed: z.string().max(200),
  candidate: z.string().max(200),
  isSecurity: z.boolean(),
});

/**
 * `pending` is null where a machine cannot tell what it lacks. `listsFetchedAt` is when it last learned what updates there are,
 * `lastInstalledAt` when it last installed one, `oldestSecuritySince` since when at least a security update has been missing, as far as
 * this machine saw it; `lastAutomaticAt` is when automatic updates last ended well.
 */
export const updatesSection = z.strictObject({
  pending: z.array(pendingUpdate).nullable(),
  listsFetchedAt: isoInstant.nullable(),
  lastInstalledAt: isoInstant.nullable(),
  oldestSecuritySince: isoInstant.nullable(),
  automatic: z.enum(['on', 'not-set-up', 'turned-off', 'unknown']),
  lastAutomaticAt: isoInstant.nullable(),
});
