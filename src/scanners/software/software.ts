import { z } from 'zod';
import { installedPackage } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';

/** The inventory that warnings are matched against. A machine without any known package manager is not a machine without software. */
export const software = defineScanner({
  id: 'software',
  runsOn: ['linux'],
  everyMinutes: 360,
  timeoutMs: 90_000,
  facts: z.array(installedPackage),
  collect: async ({ host, signal }) => [...(await host.listPackages(signal))],
  judge: (packages) => ({
    verdict: packages.length > 0 ? { status: 'pass' } : { status: 'unknown', reason: 'update-source-unsupported', subjects: [] },
    section: { name: 'software', body: packages },
  }),
});
