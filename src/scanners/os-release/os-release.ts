import { osRelease } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';

/** Which system this is; judged by nobody yet, known to everybody. */
export const osReleaseScanner = defineScanner({
  id: 'os-release',
  runsOn: ['linux', 'win32', 'darwin'],
  everyMinutes: 360,
  timeoutMs: 10_000,
  facts: osRelease,
  collect: ({ host, signal }) => host.readOsRelease(signal),
  judge: () => ({ verdict: { status: 'pass' } }),
});
