import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingsOverTime } from '../../../../src/domain/history/findings-over-time.ts';
import type { Finding, FindingStep } from '../../../../src/domain/finding.ts';
import { severities } from '../../../../src/domain/severity.ts';

const dayMs = 86_400_000;
/** 17:00 in Vietnam. */
const nowMs = Date.parse('2026-11-23T10:00:00.000Z');
const daysAgo = (days: number): string => new Date(nowMs - days * dayMs).toISOString();
const step = (days: number, from: FindingStep['from'], to: FindingStep['to']): FindingStep => ({
  at: daysAgo(days),
  from,
  to,
  by: null,
  reason: null,
});
const found = (days: number, state: Finding['state'], history?: readonly FindingStep[]): Finding => ({
  scannerId: 'cron-jobs',
  rule: 'cron-job.added',
  fingerprint: '0'.repeat(32),
  severity: 'high',
  evidence: { subject: '/etc/cron.d/x' },
  state,
  firstSeenAt: daysAgo(days),
  lastSeenAt: daysAgo(0),
  ...(history && { history }),
});
const highs = (findings: readonly Finding[], days = 4): number[] =>
  findingsOverTime(findings, { fromMs: nowMs - days * dayMs, nowMs, mostDays: 90 }).map(({ open }) => open.high);

test.for([
  { name: 'open since it was seen', findings: [found(2.2, 'open')], counts: [0, 0, 1, 1, 1] },
  { name: 'resolved leaves the count', findings: [found(3, 'resolved', [step(1.2, 'open', 'resolved')])], counts: [0, 1, 1, 0, 0] },
  { name: 'acknowledged still counts', findings: [found(3, 'acknowledged', [step(1, 'open', 'acknowledged')])], counts: [0, 1, 1, 1, 1] },
  {
    name: 'came back',
    findings: [found(3.9, 'open', [step(2.2, 'open', 'resolved'), step(0.1, 'resolved', 'open')])],
    counts: [1, 1, 0, 0, 1],
  },
  {
    name: 'steps before the known ones left what the first of them started from',
    findings: [found(3.9, 'resolved', [step(1.2, 'expected', 'resolved')])],
    counts: [0, 0, 0, 0, 0],
  },
])('$name', ({ findings, counts }) => expect(highs(findings)).toEqual(counts));

test('days are those of Vietnam, and nothing is drawn of the time before', () => {
  expect(findingsOverTime([], { fromMs: nowMs - 1.8 * dayMs, nowMs, mostDays: 90 }).map(({ at }) => at)).toEqual([
    '2026-11-21T17:00:00.000Z',
    '2026-11-22T17:00:00.000Z',
    '2026-11-23T10:00:00.000Z',
  ]);
  expect(findingsOverTime([], { fromMs: 0, nowMs, mostDays: 90 })).toHaveLength(91);
});

test('the last point is what is open now, and no point counts more findings than there are', () => {
  const anyFinding = fc
    .record({ days: fc.integer({ min: 0, max: 200 }), severity: fc.constantFrom(...severities), isOpen: fc.boolean() })
    .map(
      ({ days, severity, isOpen }): Finding => ({
        ...found(days, isOpen ? 'open' : 'resolved', isOpen ? undefined : [step(days / 2, 'open', 'resolved')]),
        severity,
      }),
    );
  fc.assert(
    fc.property(fc.array(anyFinding), (findings) => {
      const points = findingsOverTime(findings, { fromMs: 0, nowMs, mostDays: 90 });
      const sum = (at: number): number => Object.values(points.at(at)?.open ?? {}).reduce((all, one) => all + one, 0);
      expect(sum(-1)).toBe(findings.filter(({ state, history }) => state === 'open' || Date.parse(history?.[0]?.at ?? '') > nowMs).length);
      for (const at of points.keys()) expect(sum(at)).toBeLessThanOrEqual(findings.length);
    }),
  );
});
