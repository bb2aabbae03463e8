/** From what is only worth knowing to what cannot wait. */
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** 0 for info to 4 for critical. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

export function isAtLeast(severity: Severity, floor: Severity): boolean {
  return severityRank(severity) >= severityRank(floor);
}

/** The gravest first, what says nothing of it last; equals in their order. */
export function gravestFirst<Item extends { readonly severity: Severity | null }>(items: Iterable<Item>): Item[] {
  const rank = ({ severity }: Item): number => (severity === null ? -1 : severityRank(severity));
  return [...items].toSorted((a, b) => rank(b) - rank(a));
}
