import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { settleFindings } from '../../../src/agent/settle-findings.ts';
import { chooseScanners, runScan, type ScanOutcome } from '../../../src/agent/scan/run-scan.ts';
import { AppError } from '../../../src/base/app-error.ts';
import { systemClock } from '../../../src/base/clock.ts';
import type { ScanEvent } from '../../../src/contracts/scan-event.ts';
import type { Host } from '../../../src/platform/host.ts';
import { scanners } from '../../../src/scanners/registry.ts';
import { defineScanner, type Scanner } from '../../../src/scanners/scanner.ts';
import { type AgentStore, openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { hostOver } from '../../support/fake-host.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const never = new AbortController().signal;
const cron = scanners.filter(({ id }) => id === 'cron-jobs');

interface Bench {
  readonly root: string;
  readonly host: Host;
  readonly store: AgentStore;
  scan(
    chosen?: readonly Scanner[],
    over?: { skip?: readonly string[]; signal?: AbortSignal; onEvent?: (event: ScanEvent) => void },
  ): Promise<ScanOutcome>;
}

function bench(): Bench {
  const root = tempFolder();
  const host = hostOver(root);
  const store = openAgentStore(join(root, 'data'));
  return {
    root,
    host,
    store,
    scan: (chosen = cron, { skip = [], signal = never, onEvent = () => undefined } = {}) =>
      runScan({ scanners: chosen, skip }, { host, clock: systemClock, store, signal, onEvent }),
  };
}

const accepted = { decision: 'accept', by: 'Lê Thị An', reason: 'cài theo phiếu yêu cầu 12' } as const;

const broken = (collect: () => Promise<{ x: string }>, timeoutMs = 1000): Scanner =>
  defineScanner({
    id: 'software',
    runsOn: ['linux'],
    everyMinutes: 1,
    timeoutMs,
    facts: z.strictObject({ x: z.string() }),
    collect,
    judge: () => ({ verdict: { status: 'pass' } }),
  });

test('the first scan makes the baseline, the second tells, the third does not tell again, undoing resolves', async () => {
  const { root, store, scan } = bench();
  expect((await scan()).verdicts).toMatchObject([{ status: 'unknown', reason: 'baseline-just-made' }]);
  layOut(root, { 'etc/cron.d/x': '* * * * * root id\n' });
  const second = await scan();
  expect(second.verdicts).toMatchObject([{ status: 'fail', reason: 'unexplained-changes', subjects: ['/etc/cron.d/x'] }]);
  const events: ScanEvent[] = [];
  await scan(cron, { onEvent: (event) => void events.push(event) });
  expect(events.at(-1)).toMatchObject({ event: 'scan-finished', raised: 0, resolved: 0 });
  expect(store.findings.list()).toHaveLength(1);
  rmSync(join(root, 'etc/cron.d/x'));
  const last = await scan();
  expect(last.resolved).toMatchObject([{ rule: 'cron-job.added', state: 'resolved' }]);
  expect(last.verdicts).toMatchObject([{ status: 'pass' }]);
});

test('accepting moves the baseline: nothing is told until the thing changes again', async () => {
  const { root, store, scan } = bench();
  await scan();
  layOut(root, { 'etc/cron.d/x': 'a\n' });
  await scan();
  const [finding] = store.findings.list({ state: 'open' });
  expect(settleFindings(store, { ...accepted, chosen: [finding?.fingerprint.slice(0, 8) ?? ''] }, systemClock)).toBe(1);
  expect((await scan()).verdicts).toMatchObject([{ status: 'pass' }]);
  expect(store.findings.list()).toMatchObject([{ state: 'expected' }]);
  layOut(root, { 'etc/cron.d/x': 'b\n' });
  await scan();
  expect(store.findings.list()).toMatchObject([{ state: 'open', rule: 'cron-job.modified' }]);
});

test('a scanner that throws, hangs or reads nonsense fails alone, is unknown, and the others go on', async () => {
  const { scan } = bench();
  const cases = [
    { scanner: broken(() => Promise.reject(new AppError('COMMAND_FAILED', 'apt is broken'))), reason: /COMMAND_FAILED: apt is broken/ },
    { scanner: broken(async () => wait(60_000, { x: '' }, { ref: false }), 50), reason: /COMMAND_TIMED_OUT/ },
    { scanner: broken(async () => z.any().parse({ x: 7 })), reason: /OUTPUT_NOT_UNDERSTOOD/ },
  ];
  for (const { scanner, reason } of cases) {
    const outcome = await scan([scanner, ...cron]);
    expect(outcome.coverage).toMatchObject([{ status: 'failed', reason: expect.stringMatching(reason) }, { status: 'ok' }]);
    expect(outcome.verdicts[0]).toMatchObject({ status: 'unknown', reason: 'scanner-failed' });
  }
});

test('a failed scanner resolves nothing', async () => {
  const { root, store, scan } = bench();
  await scan();
  layOut(root, { 'etc/cron.d/x': 'a\n' });
  await scan();
  const failing: Scanner = {
    id: 'cron-jobs',
    runsOn: ['linux'],
    everyMinutes: 1,
    timeoutMs: 100,
    scan: () => Promise.reject(new Error('broken')),
  };
  await scan([failing]);
  expect(store.findings.list()).toMatchObject([{ state: 'open' }]);
});

test('a place that cannot be read is neither removed nor resolved, and the check is unknown', async () => {
  const { store, scan } = bench();
  const seen = { things: [{ kind: 'cron-job', key: '/etc/cron.d/x', state: { digest: '1' } }] } as const;
  const reading = (judgement: Awaited<ReturnType<Scanner['scan']>>): Scanner => ({
    id: 'cron-jobs',
    runsOn: ['linux'],
    everyMinutes: 1,
    timeoutMs: 100,
    scan: async () => judgement,
  });
  await scan([reading(seen)]);
  const outcome = await scan([reading({ things: [], unreadable: [{ subject: '/etc/cron.d', reason: 'EACCES' }] })]);
  expect(outcome.verdicts).toMatchObject([{ status: 'unknown', reason: 'partly-unreadable', subjects: ['/etc/cron.d'] }]);
  expect(outcome.coverage).toMatchObject([{ status: 'ok', reason: '/etc/cron.d: EACCES' }]);
  expect(store.findings.list()).toEqual([]);
});

test('what becomes readable for the first time joins the baseline without a word, what changes there later is told', async () => {
  const { store, scan } = bench();
  const reading = (judgement: Awaited<ReturnType<Scanner['scan']>>): Scanner => ({
    id: 'cron-jobs',
    runsOn: ['linux'],
    everyMinutes: 1,
    timeoutMs: 100,
    scan: async () => judgement,
  });
  const job = (digest: string) => ({ kind: 'cron-job' as const, key: '/var/spool/cron/an', state: { digest } });
  const hidden = [{ subject: '/var/spool/cron', reason: 'EACCES' }];
  await scan([reading({ things: [], unreadable: hidden })]);
  await scan([reading({ things: [], unreadable: hidden })]);
  await scan([reading({ things: [job('1')] })]);
  expect(store.findings.list()).toEqual([]);
  await scan([reading({ things: [job('2')] })]);
  expect(store.findings.list()).toMatchObject([{ rule: 'cron-job.modified' }]);
});

test('a scanner that configuration switches off is skipped and unknown, never passed', async () => {
  const { scan } = bench();
  expect(await scan(cron, { skip: ['cron-jobs'] })).toMatchObject({
    coverage: [{ status: 'skipped' }],
    verdicts: [{ status: 'unknown', reason: 'scanner-skipped' }],
  });
});

test('a cancelled scan keeps what it had stored', async () => {
  const { store, scan } = bench();
  const stop = new AbortController();
  const running = scan([...cron, broken(async () => wait(60_000, { x: '' }, { ref: false }), 60_000)], {
    signal: stop.signal,
    onEvent: (event) => void (event.event === 'scanner-started' && event.scannerId === 'software' && setImmediate(() => stop.abort())),
  });
  await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(store.results.results().map(({ coverage }) => coverage.scannerId)).toEqual(['cron-jobs']);
});

test('an unknown scanner id is refused with the known ones', () =>
  expect(() => chooseScanners(scanners, ['nonsense'])).toThrow(/There is no scanner "nonsense".*cron-jobs/));
