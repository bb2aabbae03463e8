import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding, FindingDraft } from '../../../src/domain/finding.ts';
import { reconcile } from '../../../src/domain/reconcile.ts';

const draft = (over: Partial<FindingDraft> = {}): FindingDraft => ({
  scannerId: 'cron-jobs',
  rule: 'cron-job.added',
  fingerprint: 'a'.repeat(32),
  severity: 'high',
  evidence: { subject: '/etc/cron.d/x', after: { digest: 'd1' } },
  ...over,
});
const stored = (state: Finding['state'], over: Partial<Finding> = {}): Finding => ({
  ...draft(),
  state,
  firstSeenAt: 't0',
  lastSeenAt: 't0',
  ...over,
});
const run = (known: readonly Finding[], drafts: readonly FindingDraft[], isCovered = true) =>
  reconcile({ stored: known, drafts, isCovered: () => isCovered, now: 't1' });

test.for([
  { name: 'unknown thing is raised', known: [], drafts: [draft()], event: 'raised', state: 'open', firstSeenAt: 't1' },
  { name: 'open thing is only seen again', known: [stored('open')], drafts: [draft()], event: 'seen', state: 'open', firstSeenAt: 't0' },
  {
    name: 'resolved thing comes back',
    known: [stored('resolved')],
    drafts: [draft()],
    event: 'reopened',
    state: 'open',
    firstSeenAt: 't0',
  },
  {
    name: 'accepted thing stays accepted while it stays the same',
    known: [stored('expected')],
    drafts: [draft()],
    event: 'seen',
    state: 'expected',
    firstSeenAt: 't0',
  },
  {
    name: 'accepted thing that changes again is told',
    known: [stored('expected')],
    drafts: [draft({ evidence: { subject: '/etc/cron.d/x', after: { digest: 'd2' } } })],
    event: 'reopened',
    state: 'open',
    firstSeenAt: 't0',
  },
  {
    name: 'acknowledged thing that changes again is told',
    known: [stored('acknowledged')],
    drafts: [draft({ evidence: { subject: '/etc/cron.d/x', after: { digest: 'd2' } } })],
    event: 'reopened',
    state: 'open',
    firstSeenAt: 't0',
  },
  {
    name: 'the same present seen by another rule is nothing new',
    known: [stored('expected')],
    drafts: [draft({ rule: 'account.second-root' })],
    event: 'seen',
    state: 'expected',
    firstSeenAt: 't0',
  },
  { name: 'gone thing is resolved', known: [stored('open')], drafts: [], event: 'resolved', state: 'resolved', firstSeenAt: 't0' },
  {
    name: 'accepted state that ends is resolved',
    known: [stored('expected', { rule: 'reboot.required' })],
    drafts: [],
    event: 'resolved',
    state: 'resolved',
    firstSeenAt: 't0',
  },
])('$name', ({ known, drafts, event, state, firstSeenAt }) => {
  expect(run(known, drafts)).toMatchObject([{ event, finding: { state, firstSeenAt } }]);
});

test('a finding whose place could not be read is neither seen nor resolved', () => expect(run([stored('open')], [], false)).toEqual([]));
test('an accepted change that is no longer drafted stays as it is', () => expect(run([stored('expected')], [])).toEqual([]));
test('one thing seen by two scanners is one finding, of the graver sight', () => {
  const seen = run([], [draft({ severity: 'medium' }), draft({ severity: 'critical', rule: 'account.second-root' })]);
  expect(seen).toMatchObject([{ finding: { severity: 'critical', rule: 'account.second-root' } }]);
});

test('any history tells a thing once until it is gone or different, and ends resolved exactly when it is gone', () =>
  fc.assert(
    fc.property(fc.array(fc.option(fc.constantFrom('d1', 'd2'), { nil: null }), { maxLength: 30 }), (history) => {
      let known: Finding[] = [];
      let present: string | null = null;
      for (const digest of history) {
        const transitions = run(known, digest === null ? [] : [draft({ evidence: { subject: 's', after: { digest } } })]);
        const told = transitions.filter(({ event }) => event === 'raised' || event === 'reopened').length;
        const isNews = digest !== null && present === null;
        if (isNews) expect(told).toBe(1);
        if (digest === present) expect(told).toBe(0);
        known = transitions.length > 0 ? transitions.map(({ finding }) => finding) : known;
        present = digest;
        expect(known.some(({ state }) => state === 'open')).toBe(present !== null);
      }
    }),
  ));
