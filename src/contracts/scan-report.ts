import { z } from 'zod';
import { coverage, finding, isoInstant, scannerVerdict } from './finding.ts';

/** Who was scanned. `endpointId` is null until the machine is enrolled at a collector. */
export const scannedEndpoint = z.strictObject({
  endpointId: z.uuid().nullable(),
  hostname: z.string().max(255),
  os: z.enum(['linux', 'win32', 'darwin']),
  osName: z.string().max(200),
  osVersion: z.string().max(100),
  kernel: z.string().max(200),
});

/** The one document that `wardwatch scan --json` prints; `title` is in the language of the caller. */
export const scanReport = z.strictObject({
  scanId: z.uuid(),
  startedAt: isoInstant,
  finishedAt: isoInstant,
  endpoint: scannedEndpoint,
  verdicts: z.array(scannerVerdict),
  findings: z.array(finding.extend({ title: z.string() })),
  coverage: z.array(coverage),
});
export type ScanReport = z.infer<typeof scanReport>;
