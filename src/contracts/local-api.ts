import { z } from 'zod';
import { decisions } from '../domain/finding-state.ts';
import { longestCode } from '../domain/it-code.ts';
import { type Severity, severities } from '../domain/severity.ts';
import { cveId } from './advisory.ts';
import { policyStatus } from './policy.ts';
import { cveExposure } from './exposure.ts';
import { finding, findingState, fingerprint, isoInstant, personName, settlementReason, severity } from './finding.ts';
import { notificationSettings } from './configuration.ts';
import { scanEvent } from './scan-event.ts';

/**
 * The local API between the agent and whoever sits at the machine: JSON lines over a Unix socket or a named pipe. A
 * request is `{ id, call, request }`; the answer is `{ id, response }` or `{ id, error }`; a watched scan sends
 * `{ id, progress }` lines before its answer.
 */
export interface LocalCall<Request, Response> {
  readonly name: string;
  readonly request: z.ZodType<Request>;
  readonly response: z.ZodType<Response>;
}
export const localCall = <Request, Response>(
  name: string,
  request: z.ZodType<Request>,
  response: z.ZodType<Response>,
): LocalCall<Request, Response> => ({ name, request, response });

export const maxLineBytes = 4 * 1024 * 1024;

export const agentStatus = z.strictObject({
  agentVersion: z.string(),
  pid: z.int(),
  startedAt: isoInstant,
  endpointId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  collectorUrl: z.string().nullable(),
  scanning: z.boolean(),
  lastScanAt: isoInstant.nullable(),
  nextScanAt: isoInstant.nullable(),
  lastUploadAt: isoInstant.nullable(),
  waitingUploads: z.int(),
  lastUploadError: z.string().nullable(),
  patchStatus: z.enum(['pass', 'fail', 'unknown']),
  /** All that are not settled. */
  openFindings: z.record(severity, z.int()),
  /** Those of them that a person has acknowledged: they alarm nobody. */
  acknowledgedFindings: z.record(severity, z.int()),
  rssBytes: z.int(),
  policy: policyStatus.optional(),
  /** While a person holds scheduled scans back. */
  pause: z.strictObject({ until: isoInstant, by: personName, reason: settlementReason }).nullable().optional(),
  /** What the signed-in person is told of by a notification; absent from an agent that knows of none. */
  notifications: notificationSettings.optional(),
});
export type AgentStatus = z.infer<typeof agentStatus>;

/** How many findings call for someone, by severity. */
export function alarmingFindings({ openFindings, acknowledgedFindings }: Pick<AgentStatus, 'openFindings' | 'acknowledgedFindings'>) {
  const counts: Record<Severity, number> = { ...openFindings };
  for (const one of severities) counts[one] -= acknowledgedFindings[one];
  return counts;
}

export const getStatus = localCall('status', z.strictObject({}), agentStatus);
/** Understood of any agent, also of one whose status says more or less than ours knows. */
export const getAgentVersion = localCall('status', z.strictObject({}), z.looseObject({ agentVersion: z.string().max(40) }));
export const listFindings = localCall(
  'findings',
  z.strictObject({ state: findingState.optional(), limit: z.int().min(1).max(5000).default(1000) }),
  z.strictObject({ findings: z.array(finding) }),
);
/** Runs a scan now, or joins the one under way; its answer comes when the scan has ended. `paced` keeps to the CPU budget. */
export const runScan = localCall(
  'scan',
  z.strictObject({ scannerIds: z.array(z.string()).max(200).optional(), paced: z.boolean().default(true) }),
  z.strictObject({ scanId: z.uuid() }),
);
/** Sends what waits in the outbox now; answers when all of it is at the collector, or with the error that stopped it. */
export const uploadNow = localCall('upload', z.strictObject({}), z.strictObject({ sent: z.int() }));
/** The exact text last sent to the collector, for a person to read. */
export const getLastUpload = localCall(
  'last-upload',
  z.strictObject({}),
  z.strictObject({ sentAt: isoInstant.nullable(), body: z.string().nullable() }),
);

/**
 * What the vulnerability data on this machine says of one CVE here; needs no network. `dataReadAt` is how new that data is, null where
 * there is none: a verdict is as good as its data.
 */
export const exposureAnswer = z.strictObject({ exposure: cveExposure, dataReadAt: z.iso.datetime().nullable() });
export const getExposure = localCall('exposure', z.strictObject({ cve: cveId }), exposureAnswer);

/**
 * A person acknowledges or accepts findings; answers when that is stored. On the control address, which is open to the agent's own
 * account and to administrators, without more; on the address of everybody with the IT code of the machine, where it has one.
 */
export const settleFindings = localCall(
  'settle',
  z.strictObject({
    decision: z.enum(decisions),
    fingerprints: z.array(fingerprint).min(1).max(1000),
    by: personName,
    reason: settlementReason,
    itCode: z.string().min(1).max(longestCode).optional(),
  }),
  z.strictObject({ settled: z.int() }),
);

export const localRequest = z.strictObject({ id: z.int(), call: z.string().max(40), request: z.unknown() });
export const localAnswer = z.union([
  z.strictObject({ id: z.int(), response: z.unknown() }),
  z.strictObject({ id: z.int(), progress: scanEvent }),
  z.strictObject({ id: z.int(), error: z.strictObject({ code: z.string(), message: z.string() }) }),
]);
export type LocalAnswer = z.infer<typeof localAnswer>;
