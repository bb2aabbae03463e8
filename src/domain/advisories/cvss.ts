type Weights = Readonly<Record<string, Readonly<Record<string, number>>>>;

const version3: Weights = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};
const privileges: Weights = { U: { N: 0.85, L: 0.62, H: 0.27 }, C: { N: 0.85, L: 0.68, H: 0.5 } };

const version2: Weights = {
  AV: { L: 0.395, A: 0.646, N: 1 },
  AC: { H: 0.35, M: 0.61, L: 0.71 },
  Au: { M: 0.45, S: 0.56, N: 0.704 },
  C: { N: 0, P: 0.275, C: 0.66 },
  I: { N: 0, P: 0.275, C: 0.66 },
  A: { N: 0, P: 0.275, C: 0.66 },
};

/** Base score of a vector of CVSS 2, 3.0 or 3.1 (FIRST's specifications); null for version 4 and for what is no vector. */
export function cvssBaseScore(vector: string): number | null {
  if (vector.length > 200) return null;
  const parts = vector.replace(/^\(|\)$/g, '').split('/');
  const metrics = new Map(parts.map((part) => part.split(':')).map(([name = '', value = '']) => [name, value]));
  const version = metrics.get('CVSS') ?? '2';
  const weightOf = (weights: Weights) => (name: string) => weights[name]?.[metrics.get(name) ?? ''] ?? Number.NaN;
  if (version === '2') return orNull(score2(weightOf(version2)));
  if (version !== '3.0' && version !== '3.1') return null;
  const scope = metrics.get('S') ?? '';
  const privilege = privileges[scope]?.[metrics.get('PR') ?? ''] ?? Number.NaN;
  return orNull(score3(weightOf(version3), privilege, scope === 'C', version === '3.1' ? roundUp31 : roundUp30));
}

const orNull = (score: number): number | null => (Number.isNaN(score) ? null : score);

type Weight = (metric: string) => number;

function score3(weight: Weight, privilege: number, scopeChanges: boolean, roundUp: (score: number) => number): number {
  const lost = 1 - (1 - weight('C')) * (1 - weight('I')) * (1 - weight('A'));
  const impact = scopeChanges ? 7.52 * (lost - 0.029) - 3.25 * (lost - 0.02) ** 15 : 6.42 * lost;
  const exploitability = 8.22 * weight('AV') * weight('AC') * privilege * weight('UI');
  if (impact <= 0) return Number.isNaN(exploitability) ? Number.NaN : 0;
  return roundUp(Math.min((scopeChanges ? 1.08 : 1) * (impact + exploitability), 10));
}

const roundUp30 = (score: number): number => Math.ceil(score * 10) / 10;

function roundUp31(score: number): number {
  const whole = Math.round(score * 100_000);
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10;
}

function score2(weight: Weight): number {
  const impact = 10.41 * (1 - (1 - weight('C')) * (1 - weight('I')) * (1 - weight('A')));
  const exploitability = 20 * weight('AC') * weight('Au') * weight('AV');
  return Math.round((0.6 * impact + 0.4 * exploitability - 1.5) * (impact === 0 ? 0 : 1.176) * 10) / 10;
}
