import cvss from 'ae-cvss-calculator';

/**
 * Base score of a vector of CVSS 2, 3.0, 3.1 or 4.0 (FIRST's specifications). What a vector says beyond the base metrics of threat and
 * environment is not about the vulnerability alone and does not count. Null for what is no whole vector.
 */
export function cvssBaseScore(vector: string): number | null {
  const known = scores.get(vector);
  if (known !== undefined) return known;
  const score = scoreOf(vector);
  // Tens of thousands of advisories have some hundreds of vectors.
  if (scores.size >= mostKept) scores.clear();
  if (vector.length <= longestVector) scores.set(vector, score);
  return score;
}

const scores = new Map<string, number | null>();
const mostKept = 10_000;
/** Of version 4.0 with every metric that there is, in full. */
const longestVector = 300;

const base = {
  2: { AV: 'LAN', AC: 'HML', Au: 'MSN', C: 'NPC', I: 'NPC', A: 'NPC' },
  3: { AV: 'NALP', AC: 'LH', PR: 'NLH', UI: 'NR', S: 'UC', C: 'NLH', I: 'NLH', A: 'NLH' },
  4: { AV: 'NALP', AC: 'LH', AT: 'NP', PR: 'NLH', UI: 'NPA', VC: 'HLN', VI: 'HLN', VA: 'HLN', SC: 'HLN', SI: 'HLN', SA: 'HLN' },
} as const satisfies Record<number, Readonly<Record<string, string>>>;

function scoreOf(vector: string): number | null {
  if (vector.length > longestVector) return null;
  const [, version = '2.0', written = ''] = /^\(?(?:CVSS:([\d.]+)\/)?([^()]*)\)?$/.exec(vector) ?? [];
  const parts = written.split('/').map((part) => part.split(':', 2));
  const metrics = new Map(parts.map(([name = '', value = '']) => [name, value]));
  // Of a metric that stands twice, either may be meant.
  if (metrics.size < parts.length) return null;
  // The library takes some values of other metrics and the absence of any for a score: base metrics alone are handed to it, each known.
  const vectorOf = (values: Readonly<Record<string, string>>): string | null => {
    const told = Object.entries(values).map(([name, letters]) => ({ name, value: metrics.get(name) ?? '', letters }));
    const isWhole = told.every(({ value, letters }) => value.length === 1 && letters.includes(value));
    return isWhole ? told.map(({ name, value }) => `${name}:${value}`).join('/') : null;
  };
  switch (version) {
    case '2.0':
      return scored(vectorOf(base[2]), (metric) => new cvss.Cvss2(metric));
    case '3.0':
      return scored(vectorOf(base[3]), (metric) => new cvss.Cvss3P0(`CVSS:3.0/${metric}`));
    case '3.1':
      return scored(vectorOf(base[3]), (metric) => new cvss.Cvss3P1(`CVSS:3.1/${metric}`));
    case '4.0':
      return scored(vectorOf(base[4]), (metric) => new cvss.Cvss4P0(`CVSS:4.0/${metric}`));
    default:
      return null;
  }
}

interface Scored {
  calculateScores(): { readonly overall: number };
}

const scored = (vector: string | null, read: (vector: string) => Scored): number | null =>
  vector === null ? null : read(vector).calculateScores().overall;
