import { z } from 'zod';
import { parseJson } from '../../base/parse-json.ts';
import type { Scanner, WatchedPlace } from '../scanner.ts';
import { compareTree } from './compare-tree.ts';
import { leftOut } from './left-out.ts';
import { isRehashDue } from './rehash-due.ts';
import { isShadowing, kindOf, onlyCodeIn, onlyPagesIn, rootsOf, watchedSets } from './watched-sets.ts';

const memory = z.strictObject({ roots: z.array(z.string()) });

/** Programs, libraries, kernel modules, boot files, settings and web roots: whole trees, held against a ledger on disk. */
export function fileIntegrity(others: readonly WatchedPlace[]): Scanner {
  const leaveOut = leftOut(others);
  const isLeftOut = new RegExp(leaveOut.map((source) => `(?:${source})`).join('|'));
  return {
    id: 'file-integrity',
    runsOn: ['linux'],
    everyMinutes: 360,
    timeoutMs: 3_600_000,
    watches: watchedSets.map(({ kind, folders }) => ({ kind, places: folders })),
    scan: async ({ host, ledger, remembered, extraFiles, rehashDays, clock, signal }) => {
      const nowMs = clock.now();
      const isMade = ledger.isMade();
      const known = isMade && remembered !== null ? (memory.safeParse(parseJson(remembered)).data?.roots ?? []) : [];
      const roots = rootsOf(extraFiles);
      const walker = host.openWalker({ leaveOut, onlyCodeIn, onlyPagesIn }, signal);
      try {
        const { changes, unreadable } = await compareTree({
          walker,
          ledger,
          roots,
          knownRoots: known,
          isLeftOut: (path) => isLeftOut.test(path),
          techniqueOf: (path) =>
            kindOf(path) === 'system-file' && isShadowing(path, (other) => host.files.place(other).status === 'read')
              ? 'T1574.007'
              : undefined,
          nowMs,
          isRehashDue: (path, hashedAtMs) => isRehashDue(path, hashedAtMs, { nowMs, rehashDays }),
        });
        return { differences: { changes, makesBaseline: !isMade }, unreadable, remember: JSON.stringify({ roots }) };
      } finally {
        await walker.close();
      }
    },
  };
}
