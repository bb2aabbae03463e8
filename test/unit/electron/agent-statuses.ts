import fc from 'fast-check';
import type { AgentStatus } from '../../../src/contracts/local-api.ts';
import type { LinkState } from '../../../electron/agent-link/link-state.ts';
import type { AppError } from '../../../src/base/app-error.ts';

/** 17:00 on 23 November 2026 in Vietnam. */
export const now = Date.parse('2026-11-23T10:00:00.000Z');
export const before = (hours: number): string => new Date(now - hours * 3_600_000).toISOString();

const none = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };

/** An enrolled machine with nothing to do, changed as told. */
export const statusWith = (
  changed: Partial<Omit<AgentStatus, 'openFindings' | 'acknowledgedFindings'>> & {
    openFindings?: Partial<AgentStatus['openFindings']>;
    acknowledgedFindings?: Partial<AgentStatus['openFindings']>;
  } = {},
): AgentStatus => ({
  agentVersion: '0.1.0',
  pid: 1,
  startedAt: before(24),
  endpointId: '6c1a1bd2-30a5-4f3c-8dc9-bf6a4a1b4b10',
  unitName: 'Bệnh viện Đa khoa tỉnh',
  collectorUrl: 'https://127.0.0.1:8443',
  scanning: false,
  lastScanAt: before(1),
  nextScanAt: before(-1),
  lastUploadAt: before(1),
  waitingUploads: 0,
  lastUploadError: null,
  patchStatus: 'pass',
  rssBytes: 90_000_000,
  ...changed,
  openFindings: { ...none, ...changed.openFindings },
  acknowledgedFindings: { ...none, ...changed.acknowledgedFindings },
});

export const reachable = (changed: Parameters<typeof statusWith>[0] = {}): LinkState => ({
  kind: 'reachable',
  status: statusWith(changed),
});
export const unreachable = (error: AppError): LinkState => ({ kind: 'unreachable', error });

const count = fc.nat({ max: 3 });

/** Any status that an agent may give, as far as the tray reads it. */
export const anyStatus: fc.Arbitrary<AgentStatus> = fc
  .record({
    scanning: fc.boolean(),
    lastScanAt: fc.constantFrom(null, before(0.1), before(47), before(49), before(-2)),
    lastUploadError: fc.constantFrom(null, 'The collector does not answer.'),
    patchStatus: fc.constantFrom('pass', 'fail', 'unknown'),
    pause: fc.constantFrom(null, { until: before(-1), by: 'An', reason: 'x' }),
    openFindings: fc.record({ info: count, low: count, medium: count, high: count, critical: count }),
  })
  .map(statusWith);
