/** How grave the authority calls a vulnerability: Nghiêm trọng, Cao, and everything else or not said. No other scale maps onto it. */
export const impacts = ['critical', 'high', 'other'] as const;
export type Impact = (typeof impacts)[number];

/** A warning is closed, never deleted: what was reported about it must stay readable. */
export const warningStates = ['open', 'closed'] as const;
export type WarningState = (typeof warningStates)[number];

export const mostCves = 1000;
export const mostProducts = 100;
/** Characters of the texts of a warning. */
export const mostCharacters = { number: 80, issuer: 200, title: 500, product: 200, effect: 2000 } as const;
export const mostAttachmentBytes = 10 * 1024 * 1024;
export const mostAttachments = 5;

export interface WarnedCve {
  /** `CVE-2025-12345`, upper case. */
  readonly cve: string;
  readonly impact: Impact;
}

/** What an authority's letter asks for. Dates are `YYYY-MM-DD` in Vietnam. */
export interface WarningContent {
  /** Số, ký hiệu of the letter, `56/CATTT-NCSC`. Numbers start again every year: only with the year does one name a letter. */
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly title: string;
  readonly cves: readonly WarnedCve[];
  readonly products: readonly string[];
  /** What an attacker can do, in the letter's words; empty where it does not say. */
  readonly effect: string;
  readonly isExploited: boolean;
  readonly deadline: string | null;
}

/** The worst first, then by year and number; each CVE once, under the gravest impact that it is named with. */
export function orderedCves(cves: readonly WarnedCve[]): readonly WarnedCve[] {
  const gravest = new Map<string, Impact>();
  for (const { cve, impact } of cves) {
    const known = gravest.get(cve);
    if (known === undefined || impacts.indexOf(impact) < impacts.indexOf(known)) gravest.set(cve, impact);
  }
  return [...gravest]
    .map(([cve, impact]) => ({ cve, impact }))
    .toSorted((a, b) => impacts.indexOf(a.impact) - impacts.indexOf(b.impact) || compareCves(a.cve, b.cve));
}

/** By year, then by number as a number. */
export function compareCves(a: string, b: string): number {
  return a.length === b.length || a.slice(0, 8) !== b.slice(0, 8) ? compareTexts(a, b) : a.length - b.length;
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** `CATTT-NCSC` of `56/CATTT-NCSC` and of `56/2025/CATTT-NCSC`: who issued it, in the letter's own way; empty where the number has no such mark. */
export const issuerMark = (number: string): string =>
  number
    .split('/')
    .slice(1)
    .filter((part, at) => at > 0 || !/^\d*$/.test(part.trim()))
    .join('/');

/** What names a letter: its number in whatever case and spacing, with its year. */
export const letterKey = (number: string, issuedOn: string): string =>
  `${issuedOn.slice(0, 4)} ${number.normalize('NFC').toUpperCase().replaceAll(/\s+/g, '')}`;

/** Past its deadline with something still to do. `today` is `YYYY-MM-DD` in Vietnam. */
export const isOverdue = (
  { deadline, state }: { readonly deadline: string | null; readonly state: WarningState },
  { remediated, total }: { readonly remediated: number; readonly total: number },
  today: string,
): boolean => state === 'open' && deadline !== null && deadline < today && remediated < total;
