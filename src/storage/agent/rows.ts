import { z } from 'zod';
import { attributes, coverage, evidence, findingState, findingStep, ruleId, scannerVerdict, severity } from '../../contracts/finding.ts';
import { changeKinds, kindsOfThing, type ThingKind } from '../../domain/thing.ts';

/** JSON text of a column, parsed and checked. */
const json = <Value>(schema: z.ZodType<Value>): z.ZodType<Value, string> =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);

const isThingKind = (kind: string): kind is ThingKind => Object.hasOwn(kindsOfThing, kind);
const thingKind = z.string().refine(isThingKind);

export const findingRow = z
  .object({
    fingerprint: z.string(),
    scanner_id: z.string(),
    rule: ruleId,
    severity,
    technique: z.string().nullable(),
    evidence: json(evidence),
    state: findingState,
    first_seen_at: z.string(),
    last_seen_at: z.string(),
    history: json(z.array(findingStep)),
  })
  .transform((row) => ({
    fingerprint: row.fingerprint,
    scannerId: row.scanner_id,
    rule: row.rule,
    severity: row.severity,
    ...(row.technique === null ? {} : { technique: row.technique }),
    evidence: row.evidence,
    state: row.state,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    ...(row.history.length === 0 ? {} : { history: row.history.toReversed() }),
  }));

export const thingRow = z.object({ kind: thingKind, key: z.string(), state: json(attributes) });

export const scannerResultRow = z
  .object({
    verdict: json(scannerVerdict),
    coverage: json(coverage),
    unreadable: json(z.array(z.strictObject({ subject: z.string(), reason: z.string() }))),
    finished_at: z.string(),
  })
  .transform(({ finished_at, ...row }) => ({ ...row, finishedAt: finished_at }));
export type ScannerResult = z.infer<typeof scannerResultRow>;

export const changeRow = z.object({
  kind: thingKind,
  key: z.string(),
  change: z.enum(changeKinds),
  before: json(attributes).nullable(),
  after: json(attributes).nullable(),
});

export const outboxRow = z.object({ sequence: z.int(), summary_id: z.string(), body: z.string() });
