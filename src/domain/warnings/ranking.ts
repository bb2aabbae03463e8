/** Something to fix, with what speaks for its urgency. */
export interface RankedThing {
  readonly id: string;
  readonly isUsedByRansomware: boolean;
  /** By CISA's catalogue or by the authority's own words. */
  readonly isExploited: boolean;
  /** EPSS, 0 to 1; null where not known. */
  readonly exploitProbability: number | null;
  readonly cvss: number | null;
  /** Machines that lack the fix, those without a fix to come included. */
  readonly machinesMissing: number;
  /** Machines of which it is not known, silent ones included. */
  readonly machinesUnknown: number;
}

const rankCriteria = [
  'work',
  'ransomware',
  'exploited',
  'exploit-likely',
  'severity',
  'machines',
  'exploit-probability',
  'cvss',
  'id',
] as const;
/** By what one thing goes before the next. `work`: machines that lack the fix before doubtful ones, before none. */
type RankCriterion = (typeof rankCriteria)[number];

/** What a person is told: where the one in front has no score, that it has none, and not that it is higher. */
export const rankReasons = [...rankCriteria, 'exploit-unknown', 'severity-unknown'] as const;
export type RankReason = (typeof rankReasons)[number];

export interface RankedPlace<Thing extends RankedThing = RankedThing> {
  readonly place: number;
  readonly thing: Thing;
  /** Why it stands before the next one; null for the last. */
  readonly aheadBy: RankReason | null;
}

/** EPSS of 0.5 and more is likely, of 0.1 and more well possible. What is not known stands with the middle: it is no reason for calm. */
const likelihood = (probability: number | null): number =>
  probability === null ? 1 : Number(probability >= 0.1) + Number(probability >= 0.5);
/** Bands of CVSS v3: critical from 9, high from 7, medium from 4. What is not known stands with the high ones. */
const severityBand = (cvss: number | null): number => (cvss === null ? 2 : Number(cvss >= 4) + Number(cvss >= 7) + Number(cvss >= 9));

const weightOf: Readonly<Record<Exclude<RankCriterion, 'id'>, (thing: RankedThing) => number>> = {
  work: ({ machinesMissing, machinesUnknown }) => (machinesMissing > 0 ? 2 : Number(machinesUnknown > 0)),
  ransomware: ({ isUsedByRansomware }) => Number(isUsedByRansomware),
  exploited: ({ isExploited }) => Number(isExploited),
  'exploit-likely': ({ exploitProbability }) => likelihood(exploitProbability),
  severity: ({ cvss }) => severityBand(cvss),
  machines: ({ machinesMissing, machinesUnknown }) => (machinesMissing > 0 ? machinesMissing : machinesUnknown),
  'exploit-probability': ({ exploitProbability }) => exploitProbability ?? -1,
  cvss: ({ cvss }) => cvss ?? -1,
};

/** Bands before machines, machines before exact scores: 0.02 more of a probability does not outweigh forty machines. */
export function rankByUrgency<Thing extends RankedThing>(things: readonly Thing[]): readonly RankedPlace<Thing>[] {
  const sorted = things.toSorted((a, b) => compared(a, b).order);
  return sorted.map((thing, at) => {
    const next = sorted[at + 1];
    return { place: at + 1, thing, aheadBy: next === undefined ? null : reasonOf(thing, compared(thing, next).by) };
  });
}

function reasonOf({ exploitProbability, cvss }: RankedThing, by: RankCriterion): RankReason {
  if (by === 'exploit-likely' && exploitProbability === null) return 'exploit-unknown';
  return by === 'severity' && cvss === null ? 'severity-unknown' : by;
}

function compared(a: RankedThing, b: RankedThing): { readonly order: number; readonly by: RankCriterion } {
  for (const by of rankCriteria) {
    const order = by === 'id' ? Number(a.id > b.id) - Number(a.id < b.id) : weightOf[by](b) - weightOf[by](a);
    if (order !== 0) return { order, by };
  }
  return { order: 0, by: 'id' };
}
