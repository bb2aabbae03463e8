import { z } from 'zod';
import { logBreaks } from '../domain/log-break.ts';
import { roles } from '../domain/access/roles.ts';
import { finding, findingState, isoInstant, severity } from './finding.ts';
import { sha256Hex, summary } from './summary.ts';

/** Every HTTP error. `code` is one of the catalogue in `base/app-error.ts`; `message` says what happened and what to do. */
export const errorBody = z.strictObject({ code: z.string(), message: z.string() });

const count = z.int().nonnegative();
const openBySeverity = z.strictObject({ info: count, low: count, medium: count, high: count, critical: count });

/** Opaque to callers; pass it back to go on. */
export const cursor = z.string().max(200);
/** Of the list of summaries: it names one of them, so that another collector, or one put back from a backup, knows that it has not sent it. */
export const summaryCursor = cursor.regex(/^summary-[0-9a-z]{1,10}-[0-9a-f]{8}$/);
export const pageQuery = z.strictObject({ cursor: cursor.optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });
const page = <Item extends z.ZodType>(item: Item) => z.strictObject({ items: z.array(item), nextCursor: cursor.nullable() });

export const unit = z.strictObject({
  unitId: z.uuid(),
  name: z.string(),
  endpoints: count,
  /** Endpoints that have not been heard of for longer than `silentAfterMinutes`. */
  silent: count,
  openFindings: openBySeverity,
});
export type Unit = z.infer<typeof unit>;
export const unitList = z.strictObject({ items: z.array(unit), silentAfterMinutes: z.number() });

export const endpoint = z.strictObject({
  endpointId: z.uuid(),
  unitId: z.uuid(),
  unitName: z.string(),
  hostname: z.string(),
  os: z.enum(['linux', 'win32', 'darwin']),
  osName: z.string(),
  osVersion: z.string(),
  agentVersion: z.string(),
  enrolledAt: isoInstant,
  /** By the collector's clock; null until the first summary. */
  lastSeenAt: isoInstant.nullable(),
  isSilent: z.boolean(),
  /** The endpoint's clock less the collector's at the last summary, in seconds; hospital clocks lie. */
  clockSkewSeconds: z.number().nullable(),
  patchStatus: z.enum(['pass', 'fail', 'unknown']),
  openFindings: openBySeverity,
  /** When two machines last used this one identity (a cloned disk image); absent when that was never seen. */
  forkedAt: isoInstant.optional(),
  /** The endpoint whose identity this machine used, until two machines showed under it and this one took a key of its own. */
  clonedFrom: z.uuid().optional(),
  /** Out of service since then: nothing of it is taken, and it counts nowhere. */
  retiredAt: isoInstant.optional(),
  /** Waits for a person to let it in; nothing of it is taken before. */
  isPending: z.literal(true).optional(),
  /** How and when the endpoint's own log of findings last did not go on from what it was before; absent when that was never seen. */
  logBreak: z.enum(logBreaks).optional(),
  logBrokenAt: isoInstant.optional(),
});
export type Endpoint = z.infer<typeof endpoint>;
export const endpointQuery = pageQuery.extend({ unitId: z.uuid().optional() });
export const endpointPage = page(endpoint);

/** Of letting in or retiring; false for an endpoint that did not wait to be let in. */
export const lifeChanged = z.strictObject({ isChanged: z.boolean() });

export const endpointDetail = z.strictObject({ endpoint, latestSummary: summary.nullable() });
export type EndpointDetail = z.infer<typeof endpointDetail>;

export const reportedFinding = finding.extend({
  endpointId: z.uuid(),
  hostname: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  receivedAt: isoInstant,
});
export type ReportedFinding = z.infer<typeof reportedFinding>;
export const findingQuery = pageQuery.extend({
  unitId: z.uuid().optional(),
  endpointId: z.uuid().optional(),
  state: findingState.optional(),
  severity: severity.optional(),
});
export const findingPage = page(reportedFinding);

/** A summary as it was received, in the order of its arrival: what `wardwatch pull` prints, a line each. */
export const receivedSummary = z.strictObject({ cursor, receivedAt: isoInstant, unitName: z.string(), summary });
export type ReceivedSummary = z.infer<typeof receivedSummary>;
export const summaryPage = page(receivedSummary);

export const sectionBody = z.strictObject({ digest: sha256Hex, body: z.json() });

/** The one-time token of a sign-in link buys a session. */
export const signInRequest = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
export const session = z.strictObject({
  signedInAs: z.string(),
  expiresAt: isoInstant,
  role: z.enum(roles),
  /** To which this person is bound; null sees all units. */
  unitName: z.string().nullable(),
  /** False for the machine's administrator, who comes by a link of the command line. */
  hasAccount: z.boolean(),
  /** Until the second factor is set up there is nothing but one's own account. */
  needsSecondFactor: z.boolean(),
});
export type Session = z.infer<typeof session>;

export const health = z.strictObject({ status: z.enum(['ok', 'unavailable']), version: z.string(), detail: z.string().optional() });
