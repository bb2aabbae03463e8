import { z } from 'zod';
import { coverage, finding } from './finding.ts';

/** What a running scan tells, one JSON line each, from the scanning process through the agent to whoever watches. */
export const scanEvent = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('scan-started'), scanId: z.uuid(), scannerIds: z.array(z.string()) }),
  z.strictObject({ event: z.literal('scanner-started'), scannerId: z.string() }),
  z.strictObject({
    event: z.literal('scanner-finished'),
    coverage,
    verdict: z.enum(['pass', 'fail', 'unknown']),
    findings: z.array(finding),
    unreadable: z.array(z.strictObject({ subject: z.string(), reason: z.string() })),
  }),
  z.strictObject({ event: z.literal('scan-finished'), scanId: z.uuid(), raised: z.number(), resolved: z.number() }),
  z.strictObject({ event: z.literal('scan-failed'), code: z.string(), message: z.string() }),
]);
export type ScanEvent = z.infer<typeof scanEvent>;
