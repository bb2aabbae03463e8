import { describe, expect, test } from 'vitest';
import { adviceFor } from '../../../renderer/tray/advice.ts';
import { readAnswer } from '../../../renderer/tray/agent-api.ts';
import { afterFindings, afterNews, type AgentView, firstView, freshMs, shownAt } from '../../../renderer/tray/agent-view.ts';
import { afterEvent } from '../../../renderer/tray/scan-progress.ts';
import { agentStatus } from '../../../src/contracts/local-api.ts';
import type { ScanEvent } from '../../../src/contracts/scan-event.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import type { Severity } from '../../../src/domain/severity.ts';
import { before, now, statusWith } from './agent-statuses.ts';

const finding = (severity: Severity, subject: string): Finding => ({
  scannerId: 'cron-jobs',
  rule: 'cron-job.added',
  fingerprint: subject.padEnd(32, '0'),
  severity,
  evidence: { subject },
  state: 'open',
  firstSeenAt: before(1),
  lastSeenAt: before(1),
});
const heard = (status = statusWith(), view: AgentView = firstView): AgentView =>
  afterNews(view, { kind: 'status', answer: { status: 'ok', value: status } }, now);

describe('what to do first', () => {
  test('the gravest finding, and how many others there are', () =>
    expect(
      adviceFor(statusWith({ openFindings: { critical: 1, medium: 2, low: 5 } }), [finding('critical', 'a'), finding('medium', 'b')], now),
    ).toMatchObject({
      kind: 'finding',
      tone: 'critical',
      finding: { evidence: { subject: 'a' } },
      others: 2,
    }));
  test('findings that are counted but not here yet are not passed over', () =>
    expect(adviceFor(statusWith({ openFindings: { high: 2 } }), null, now)).toEqual({ kind: 'counted', tone: 'attention', count: 2 }));
  test.for([
    { name: 'never scanned', status: statusWith({ lastScanAt: null }), kind: 'never-scanned' },
    { name: 'being scanned for the first time', status: statusWith({ lastScanAt: null, scanning: true }), kind: 'first-scan' },
    { name: 'patches missing', status: statusWith({ patchStatus: 'fail' }), kind: 'patches-missing' },
    { name: 'patches unknown', status: statusWith({ patchStatus: 'unknown' }), kind: 'patches-unknown' },
    { name: 'old scan', status: statusWith({ lastScanAt: before(49) }), kind: 'scan-stale' },
    { name: 'uploads fail', status: statusWith({ lastUploadError: 'no route' }), kind: 'upload-fails' },
    { name: 'nothing known to be wrong', status: statusWith({ openFindings: { low: 1 } }), kind: 'nothing' },
  ])('$name -> $kind', ({ status, kind }) => expect(adviceFor(status, [], now).kind).toBe(kind));
});

describe('what is shown', () => {
  test('findings of both answers together, gravest first', () => {
    const view = afterFindings(heard(), [
      { status: 'ok', value: [finding('high', 'a'), finding('low', 'b')] },
      { status: 'ok', value: [finding('critical', 'c')] },
    ]);
    expect(view.link.kind === 'reachable' && view.link.findings?.map(({ evidence }) => evidence.subject)).toEqual(['c', 'a', 'b']);
  });
  test('a list of which one part is missing is not shown as the whole', () => {
    const view = afterFindings(heard(), [
      { status: 'ok', value: [finding('high', 'a')] },
      { status: 'failed', code: 'AGENT_UNREACHABLE' },
    ]);
    expect(view.link).toMatchObject({ findings: null });
  });
  test('an agent that is gone takes its figures, and a scan under way, with it', () => {
    const scanning: AgentView = { ...heard(), scan: { kind: 'running', scannerIds: ['a'], done: 0, current: null, results: {} } };
    expect(afterNews(scanning, { kind: 'status', answer: { status: 'failed', code: 'AGENT_UNREACHABLE' } }, now)).toEqual({
      link: { kind: 'unreachable', code: 'AGENT_UNREACHABLE' },
      scan: null,
    });
  });
  test('figures without news are not shown as if they were of now', () => {
    expect(shownAt(heard(), now + freshMs).link.kind).toBe('reachable');
    expect(shownAt(heard(), now + freshMs + 1)).toEqual(firstView);
  });
  test('findings stay in view while the next ones are asked for', () => {
    const view = afterFindings(heard(), [{ status: 'ok', value: [finding('high', 'a')] }]);
    expect(heard(statusWith({ scanning: true }), view).link).toMatchObject({ findings: [{ severity: 'high' }] });
  });
});

describe('the progress of a scan', () => {
  const finished = (scannerId: string): ScanEvent => ({
    event: 'scanner-finished',
    coverage: { scannerId, status: 'ok', durationMs: 1 },
    verdict: 'pass',
    findings: [],
    unreadable: [],
  });
  const scanId = '6c1a1bd2-30a5-4f3c-8dc9-bf6a4a1b4b10';
  const after = (events: readonly ScanEvent[]) => events.reduce(afterEvent, null);
  const started: ScanEvent = { event: 'scan-started', scanId, scannerIds: ['a', 'b'] };

  test('counts the checks that are done and names the one under way', () =>
    expect(
      after([started, { event: 'scanner-started', scannerId: 'a' }, finished('a'), { event: 'scanner-started', scannerId: 'b' }]),
    ).toEqual({
      kind: 'running',
      scannerIds: ['a', 'b'],
      done: 1,
      results: { a: { verdict: 'pass', findings: 0, durationMs: 1 } },
      current: 'b',
    }));
  test('who joins late hears of the same again, and counts nothing twice', () => {
    const told: ScanEvent[] = [started, finished('a'), finished('b')];
    expect(after([...told, ...told])).toEqual(after(told));
    expect(after([finished('a'), finished('a')])).toMatchObject({ done: 1 });
  });
  test('who joins late sees a scan of unknown length', () =>
    expect(after([finished('a')])).toMatchObject({ kind: 'running', scannerIds: [], done: 1 }));
  test('ends with what it brought, or with why it did not', () => {
    expect(after([started, { event: 'scan-finished', scanId, raised: 2, resolved: 1 }])).toEqual({
      kind: 'finished',
      raised: 2,
      resolved: 1,
    });
    expect(after([started, { event: 'scan-failed', code: 'LIMIT_EXCEEDED', message: '' }])).toEqual({
      kind: 'failed',
      code: 'LIMIT_EXCEEDED',
    });
  });
});

test.for([
  { name: 'an answer', raw: { id: 1, response: statusWith() }, result: { status: 'ok', value: statusWith() } },
  { name: 'an error', raw: { id: 1, error: { code: 'STORE_FULL', message: '' } }, result: { status: 'failed', code: 'STORE_FULL' } },
  {
    name: 'an answer of another version',
    raw: { id: 1, response: { agentVersion: '9' } },
    result: { status: 'failed', code: 'LOCAL_CALL_INVALID' },
  },
  { name: 'no answer at all', raw: undefined, result: { status: 'failed', code: 'LOCAL_CALL_INVALID' } },
])('$name is read as what it is', ({ raw, result }) => expect(readAnswer(agentStatus, raw)).toEqual(result));
