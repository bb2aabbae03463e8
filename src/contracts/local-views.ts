import { z } from 'zod';
import { cveId } from './advisory.ts';
import { loggedChange } from './change.ts';
import { coverage, isoInstant, scannerVerdict, severity } from './finding.ts';
import { localCall } from './local-api.ts';
import { updatesSection } from './summary.ts';

// What the dashboard shows beside status and findings. Everybody at the machine may see it; nothing here changes anything.

const text = z.string().max(4096);
export const mostPlaces = 200;

/** The newest result of every check. Subjects and places are cut off at `mostPlaces`; `places` says how many there are. */
export const checkResult = z.strictObject({
  verdict: scannerVerdict,
  coverage,
  unreadable: z.array(z.strictObject({ subject: text, reason: text })).max(mostPlaces),
  places: z.int().nonnegative(),
  finishedAt: isoInstant,
});
export type CheckResult = z.infer<typeof checkResult>;
export const getChecks = localCall('checks', z.strictObject({}), z.strictObject({ checks: z.array(checkResult).max(500) }));

/** Newest first; `before` is the id of the last one that the caller has. */
export const listChanges = localCall(
  'changes',
  z.strictObject({
    only: z.enum(['explained', 'unexplained']),
    before: z.int().positive().optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  z.strictObject({ changes: z.array(loggedChange).max(200), hasMore: z.boolean() }),
);

/** What the last reading of the package manager said; null before the first. */
export const getUpdates = localCall('updates', z.strictObject({}), z.strictObject({ updates: updatesSection.nullable() }));

export const mostExposedItems = 300;
/** An installed item and what it is open to. `warnings` are the numbers of authorities' letters, where the data of this machine has them. */
export const exposedItem = z.strictObject({
  item: text,
  installed: text.nullable(),
  fixes: z.array(text).max(20),
  isEndOfLife: z.boolean(),
  cves: z.array(cveId).max(50),
  cveCount: z.int().nonnegative(),
  warnings: z.array(text).max(20),
});
export type ExposedItem = z.infer<typeof exposedItem>;
export const exposedItems = z.strictObject({
  dataReadAt: isoInstant.nullable(),
  items: z.array(exposedItem).max(mostExposedItems),
  itemCount: z.int().nonnegative(),
});
export type ExposedItems = z.infer<typeof exposedItems>;
/** Matches this machine as it is now with its vulnerability data; takes seconds. */
export const getExposedItems = localCall('exposed-items', z.strictObject({}), exposedItems);

export const mostHistoryPoints = 200;
const counts = z.record(severity, z.int().nonnegative());
const points = <Point>(point: z.ZodType<Point>) => z.array(point).max(mostHistoryPoints);
/** Oldest first, and only what the database of this machine holds. */
export const machineHistory = z.strictObject({
  /** Findings that were not settled, at the end of each day in Vietnam and now. */
  findings: points(z.strictObject({ at: isoInstant, open: counts })),
  updates: points(z.strictObject({ at: isoInstant, pending: z.int().nonnegative(), security: z.int().nonnegative() })),
  scans: points(z.strictObject({ at: isoInstant, durationMs: z.int().nonnegative() })),
});
export type MachineHistory = z.infer<typeof machineHistory>;
export const getHistory = localCall('history', z.strictObject({}), machineHistory);
