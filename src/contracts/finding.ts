import { z } from 'zod';
import { eventRules, findingStates, mostCitedRules, mostExamples, type RuleId, stateRules } from '../domain/finding.ts';
import { longestReason, mostStepsShown } from '../domain/finding-state.ts';
import { severities } from '../domain/severity.ts';
import { changeKinds, kindsOfThing } from '../domain/thing.ts';
import { verdictReasons } from '../domain/verdict.ts';

export const severity = z.enum(severities);
export const findingState = z.enum(findingStates);
export const isoInstant = z.iso.datetime();
export const fingerprint = z.string().regex(/^[0-9a-f]{32}$/);
export const scannerId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
export const technique = z.string().regex(/^T\d{4}(\.\d{3})?$/);

const text = z.string().max(4096);
const attributeValue = z.union([text, z.number(), z.boolean(), z.null(), z.array(text).max(1000).readonly()]);
export const attributes = z.record(z.string().max(64), attributeValue).readonly();
const flood = z.strictObject({
  count: z.int().nonnegative(),
  joined: z.int().nonnegative(),
  examples: z.array(text).max(mostExamples).readonly(),
});
const citedRule = z.strictObject({
  id: text.nullable(),
  title: text,
  author: text.nullable(),
  license: text.nullable(),
  severity: severity.nullable(),
});
export const evidence = z.strictObject({
  subject: text,
  before: attributes.optional(),
  after: attributes.optional(),
  flood: flood.optional(),
  rules: z.array(citedRule).max(mostCitedRules).readonly().optional(),
});

const rules: ReadonlySet<string> = new Set([
  ...stateRules,
  ...eventRules,
  ...Object.keys(kindsOfThing).flatMap((kind) => changeKinds.map((change) => `${kind}.${change}`)),
]);
const isRule = (value: string): value is RuleId => rules.has(value);
export const ruleId = z.string().max(80).refine(isRule);

const isOneLine = (value: string): boolean => !/[\p{Cc}\u2028\u2029]/u.test(value);
/** Who settles a finding, as that person is called where he or she works. */
export const personName = z.string().trim().min(1).max(100).refine(isOneLine, 'has control characters');
/** Why a finding is settled, for whoever asks later. */
export const settlementReason = z.string().trim().min(1).max(longestReason).refine(isOneLine, 'has control characters');

export const findingStep = z.strictObject({
  at: isoInstant,
  from: findingState,
  to: findingState,
  by: personName.nullable(),
  reason: settlementReason.nullable(),
});

/** A finding as it travels and as it is stored. */
export const finding = z.strictObject({
  fingerprint,
  scannerId,
  rule: ruleId,
  severity,
  technique: technique.optional(),
  evidence,
  state: findingState,
  firstSeenAt: isoInstant,
  lastSeenAt: isoInstant,
  history: z.array(findingStep).max(mostStepsShown).readonly().optional(),
});

export const scannerVerdict = z.discriminatedUnion('status', [
  z.strictObject({ scannerId, status: z.literal('pass') }),
  z.strictObject({
    scannerId,
    status: z.enum(['fail', 'unknown']),
    reason: z.enum(verdictReasons),
    subjects: z.array(text).max(10_000).readonly(),
  }),
]);
export const coverage = z.strictObject({
  scannerId,
  status: z.enum(['ok', 'failed', 'skipped']),
  reason: text.optional(),
  durationMs: z.number().nonnegative(),
});
