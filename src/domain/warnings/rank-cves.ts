import type { CveMachines } from './cve-standings.ts';
import type { CveKnowledge } from './exposures.ts';
import { rankByUrgency, type RankReason } from './ranking.ts';
import type { Impact, WarnedCve } from './warning.ts';

/** A CVE of a warning in the order of what to fix first; `aheadBy` is why it stands before the next one. */
export interface RankedCve {
  readonly place: number;
  readonly aheadBy: RankReason | null;
  readonly cve: string;
  /** As the letter calls it. */
  readonly impact: Impact;
  readonly isUsedByRansomware: boolean;
  /** By CISA's catalogue: a letter does not say which of its CVEs is exploited. */
  readonly isExploited: boolean;
  readonly exploitProbability: number | null;
  readonly cvss: number | null;
  /** Null where no machine was held against the warning. */
  readonly machines: CveMachines | null;
}

/** Pure. The same measure as that of whole warnings. Without machines, what is known of the CVEs themselves decides. */
export function rankCves(
  cves: readonly WarnedCve[],
  about: ReadonlyMap<string, CveKnowledge>,
  machines: ReadonlyMap<string, CveMachines> | null,
): RankedCve[] {
  const things = cves.map(({ cve, impact }) => {
    const known = about.get(cve);
    const counted = machines?.get(cve);
    return {
      id: cve,
      impact,
      isUsedByRansomware: known?.isUsedByRansomware ?? false,
      isExploited: known?.isKnownExploited ?? false,
      exploitProbability: known?.exploitProbability ?? null,
      cvss: known?.cvss ?? null,
      machinesMissing: counted?.missing ?? 0,
      machinesUnknown: counted?.unknown ?? 0,
    };
  });
  return rankByUrgency(things).map(({ place, aheadBy, thing }) => {
    const { id, machinesMissing, machinesUnknown, ...facts } = thing;
    return { place, aheadBy, cve: id, ...facts, machines: machines && { missing: machinesMissing, unknown: machinesUnknown } };
  });
}
