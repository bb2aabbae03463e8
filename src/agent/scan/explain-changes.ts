import type { Change } from '../../domain/change.ts';
import { accountPath, explainByPackage, pathsOfChange } from '../../domain/explain-change.ts';
import type { Explanation } from '../../domain/explanation.ts';
import { type MaintenanceWindow, windowAt } from '../../domain/maintenance-window.ts';
import type { Host } from '../../platform/host.ts';

export interface ExplainDeps {
  readonly host: Host;
  readonly maintenance: readonly MaintenanceWindow[];
  readonly nowMs: number;
  /** When this scanner last read its places, ms since the epoch. */
  readonly sinceMs: number;
  readonly signal: AbortSignal;
}

// dpkg logs whole seconds, and a transaction may have begun before the last reading and ended after it.
const overlapMs = 120_000;

/** What explains each change; a change that nothing explains is not in the answer. */
export async function explainChanges(
  changes: readonly Change[],
  { host, maintenance, nowMs, sinceMs, signal }: ExplainDeps,
): Promise<ReadonlyMap<Change, Explanation>> {
  if (changes.length === 0) return new Map();
  const window = windowAt(maintenance, nowMs);
  if (window !== null) return new Map(changes.map((change) => [change, { by: 'maintenance-window', window }]));
  const paths = changes.flatMap((change) => (change.kind === 'account' ? [accountPath(change.key)] : pathsOfChange(change)));
  const records = await host.readPackageRecords([...new Set(paths)], sinceMs - overlapMs, signal);
  return new Map(
    changes.flatMap((change) => {
      const explanation = explainByPackage(change, records);
      return explanation ? [[change, explanation] as const] : [];
    }),
  );
}
