import { judgeSupport } from '../../domain/end-of-life/judge-support.ts';
import { systemIdentity } from '../software/inventory-shape.ts';
import { defineScanner } from '../scanner.ts';

/** Which system this is, and whether its vendor still fixes it. */
export const osReleaseScanner = defineScanner({
  id: 'os-release',
  runsOn: ['linux', 'win32', 'darwin'],
  everyMinutes: 360,
  timeoutMs: 30_000,
  facts: systemIdentity,
  collect: ({ host, signal }) => host.readSystem(signal),
  judge: (system, nowMs, { importedSupport }) => judgeSupport(system, nowMs, importedSupport(system)),
});
