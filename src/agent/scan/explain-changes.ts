import type { Change } from '../../domain/change.ts';
import { accountPath, explainByPackage, pathsOfChange } from '../../domain/explain-change.ts';
import type { Explanation } from '../../domain/explanation.ts';
import { type MaintenanceWindow, windowAt } from '../../domain/maintenance-window.ts';
import { programsOfChange } from '../../domain/signed-programs.ts';
import type { Host } from '../../platform/host.ts';

export interface ExplainDeps {
  readonly host: Host;
  readonly maintenance: readonly MaintenanceWindow[];
  readonly nowMs: number;
  /** When this scanner last read its places, ms since the epoch. */
  readonly sinceMs: number;
  /** Organisations whose signed programs are no news. */
  readonly knownPublishers: readonly string[];
  readonly signal: AbortSignal;
}

// dpkg logs whole seconds, and a transaction may have begun before the last reading and ended after it.
const overlapMs = 120_000;

/** What explains each change; a change that nothing explains is not in the answer. */
export async function explainChanges(changes: readonly Change[], deps: ExplainDeps): Promise<ReadonlyMap<Change, Explanation>> {
  const { host, maintenance, nowMs, sinceMs, signal } = deps;
  if (changes.length === 0) return new Map();
  const window = windowAt(maintenance, nowMs);
  if (window !== null) return new Map(changes.map((change) => [change, { by: 'maintenance-window', window }]));
  const paths = changes.flatMap((change) => (change.kind === 'account' ? [accountPath(change.key)] : pathsOfChange(change)));
  const records = await host.readPackageRecords([...new Set(paths)], sinceMs - overlapMs, signal);
  const byPackage = new Map(
    changes.flatMap((change) => {
      const explanation = explainByPackage(change, records);
      return explanation ? [[change, explanation] as const] : [];
    }),
  );
  const rest = changes.filter((change) => !byPackage.has(change));
  return new Map([...byPackage, ...(await explainByPublisher(rest, deps))]);
}

/** Changes that signed programs of known publishers alone make up; none where the system does not sign programs. */
async function explainByPublisher(
  changes: readonly Change[],
  { host, knownPublishers, signal }: ExplainDeps,
): Promise<ReadonlyMap<Change, Explanation>> {
  const programs = new Map(
    changes.flatMap((change) => {
      const paths = programsOfChange(change);
      return paths ? [[change, paths] as const] : [];
    }),
  );
  if (!host.readPublishers || programs.size === 0) return new Map();
  const publishers = await host.readPublishers([...new Set([...programs.values()].flat())], signal);
  return new Map(
    [...programs].flatMap(([change, paths]) => {
      const [publisher, ...others] = new Set(paths.map((path) => publishers.get(path)));
      const isKnown = publisher !== undefined && others.length === 0 && knownPublishers.includes(publisher);
      return isKnown ? [[change, { by: 'publisher', publisher }] as const] : [];
    }),
  );
}
