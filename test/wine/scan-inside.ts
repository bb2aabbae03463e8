import { writeFileSync } from 'node:fs';
import { systemClock } from '../../src/base/clock.ts';
import { createHost } from '../../src/platform/create-host.ts';
import { scanners } from '../../src/scanners/registry.ts';

// Runs within Wine, on the Windows Node: every scanner for Windows, one after the other, each judgement under its id.
const [, , output = ''] = process.argv;
const host = createHost();
const judgements: Record<string, unknown> = { release: await host.readOsRelease(AbortSignal.timeout(60_000)) };
for (const scanner of scanners.filter(({ id }) => id.startsWith('windows-'))) {
  const startedMs = performance.now();
  const signal = AbortSignal.timeout(scanner.timeoutMs);
  const judgement = await scanner.scan({
    host,
    clock: systemClock,
    signal,
    remembered: null,
    removableMedia: 'allowed',
    importedSupport: () => null,
    extraFiles: [],
    rehashDays: 7,
    get ledger(): never {
      throw new Error('no scanner for Windows keeps a ledger');
    },
  });
  judgements[scanner.id] = { ...judgement, durationMs: Math.round(performance.now() - startedMs) };
}
writeFileSync(output, JSON.stringify(judgements));
