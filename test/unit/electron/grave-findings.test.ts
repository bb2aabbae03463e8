import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graveFindingsDue, isQuiet } from '../../../electron/notifications/grave-findings.ts';
import { createNotifier, type Notice } from '../../../electron/notifications/notifier.ts';
import { createToldFindings } from '../../../electron/notifications/told-findings.ts';
import type { NotificationSettings } from '../../../src/contracts/configuration.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { severities, type Severity } from '../../../src/domain/severity.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { before, now, statusWith } from './agent-statuses.ts';

const finding = (severity: Severity, at = 0, over: Partial<Finding> = {}): Finding => ({
  scannerId: 'cron-jobs',
  rule: 'cron-job.added',
  fingerprint: `${severity.length}${at}`.padStart(32, '0'),
  severity,
  evidence: { subject: `/etc/cron.d/${severity}${at}` },
  state: 'open',
  firstSeenAt: before(1),
  lastSeenAt: before(1),
  ...over,
});
const due = (findings: readonly Finding[], settings: NotificationSettings, told: readonly string[] = []): string[] =>
  graveFindingsDue({ findings, settings, told: new Set(told), now }).map(({ severity }) => severity);
const all = severities.map((severity, at) => finding(severity, at));

describe('of what a person is told', () => {
  test.for([
    { name: 'nobody unless policy says so', settings: { tell: 'nobody' }, severities: [] },
    { name: 'critical', settings: { tell: 'critical' }, severities: ['critical'] },
    { name: 'critical and high, gravest first', settings: { tell: 'critical-and-high' }, severities: ['critical', 'high'] },
    { name: 'nothing in quiet hours', settings: { tell: 'critical', quiet_from: '16:00', quiet_to: '18:00' }, severities: [] },
  ] as const)('$name', ({ settings, severities: expected }) => expect(due(all, settings)).toEqual(expected));

  test('what was told, settled, or found before yesterday is no news', () => {
    const settings = { tell: 'critical' } as const;
    expect(due([finding('critical')], settings, [finding('critical').fingerprint])).toEqual([]);
    expect(due([finding('critical', 0, { state: 'acknowledged' })], settings)).toEqual([]);
    expect(due([finding('critical', 0, { firstSeenAt: before(25) })], settings)).toEqual([]);
  });

  test.for([
    { from: '16:59', to: '17:01', quiet: true },
    { from: '17:00', to: '18:00', quiet: true },
    { from: '16:00', to: '17:00', quiet: false },
    { from: '22:00', to: '06:00', quiet: false },
    { from: '08:00', to: '07:00', quiet: true },
    { from: '17:00', to: '17:00', quiet: false },
  ])('at 17:00 in Vietnam, quiet from $from to $to: $quiet', ({ from, to, quiet }) =>
    expect(isQuiet({ tell: 'critical', quiet_from: from, quiet_to: to }, now)).toBe(quiet),
  );
});

function desk(file = join(tempFolder(), 'told.json')) {
  const shown: Notice[] = [];
  let findings: readonly Finding[] = [];
  let asked = 0;
  const start = () =>
    createNotifier({
      told: createToldFindings(file),
      clock: { now: () => now },
      findings: () => {
        asked += 1;
        return Promise.resolve(findings);
      },
      language: () => 'en',
      show: (notice) => void shown.push(notice),
      onClick: () => undefined,
      onFailure: (error) => void shown.push({ title: 'failed', body: String(error) }),
    });
  const status = (critical: number) => statusWith({ openFindings: { critical }, notifications: { tell: 'critical' } });
  return { shown, start, status, file, asked: () => asked, found: (given: readonly Finding[]) => void (findings = given) };
}

describe('notifications', () => {
  test('one for all that came at once, in words, and the list is asked for only when the figures move', async () => {
    const { shown, start, status, found, asked } = desk();
    const notifier = start();
    found([finding('critical', 1), finding('critical', 2), finding('critical', 3), finding('critical', 4)]);
    await notifier.hear(status(4));
    await notifier.hear(status(4));
    expect(shown).toHaveLength(1);
    expect(shown[0]?.title).toBe('WardWatch: 4 new findings need action');
    expect(shown[0]?.body.split('\n')).toHaveLength(5);
    expect(asked()).toBe(1);
  });

  test('nobody is asked and nothing is shown where policy is silent, or the agent knows of none', async () => {
    const { start, asked, found } = desk();
    found([finding('critical')]);
    const notifier = start();
    await notifier.hear(statusWith({ openFindings: { critical: 1 }, notifications: { tell: 'nobody' } }));
    await notifier.hear(statusWith({ openFindings: { critical: 1 } }));
    expect(asked()).toBe(0);
  });

  test('never twice for one finding: whatever comes, goes, comes back, and however often the application starts', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ ids: fc.uniqueArray(fc.nat({ max: 6 })), restarts: fc.boolean() }), { maxLength: 12 }),
        async (steps) => {
          const { shown, start, status, found } = desk();
          let notifier = start();
          for (const [at, { ids, restarts }] of steps.entries()) {
            if (restarts) notifier = start();
            found(ids.map((id) => finding('critical', id)));
            await notifier.hear(status(100 + at));
          }
          const told = shown.flatMap(({ title }) => Number(/\d+/.exec(title)?.[0] ?? 0)).reduce((sum, one) => sum + one, 0);
          expect(told).toBe(new Set(steps.flatMap(({ ids }) => ids)).size);
        },
      ),
      { numRuns: 40 },
    ));

  test('who was told of is kept before anything is shown; what cannot be kept is not shown', async () => {
    const { shown, start, status, found, file } = desk();
    found([finding('critical')]);
    mkdirSync(`${file}.new`); // in the way of what would be written
    await start().hear(status(1));
    expect(shown.map(({ title }) => title)).toEqual(['failed']);
  });

  test('a file that is none of ours counts as nothing told, and is written anew', async () => {
    const { shown, start, status, found, file } = desk();
    writeFileSync(file, '{"told": ["../x"]}');
    found([finding('critical')]);
    await start().hear(status(1));
    expect(shown).toHaveLength(1);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ told: [finding('critical').fingerprint] });
  });
});
