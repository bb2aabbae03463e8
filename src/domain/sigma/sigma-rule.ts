import type { Severity } from '../severity.ts';

/** A value as a rule writes it (YAML 1.2, core schema). */
export type SigmaScalar = string | number | boolean | null;

/** `field|modifier|…` and the values it asks for; no field in front of the modifiers means the whole event. */
export interface DetectionItem {
  readonly key: string;
  readonly values: readonly SigmaScalar[];
}

/** A map, whose items must all hold, or a keyword that stands anywhere in the event. */
export type SearchAlternative = { readonly items: readonly DetectionItem[] } | { readonly keyword: SigmaScalar };

/** What stands under one search identifier: any of these. A map of its own is the only alternative. */
export type Search = readonly SearchAlternative[];

/** Sigma rules specification 2.0.0, "Level", in this product's words. */
export const severityOfLevel = {
  informational: 'info',
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
} as const satisfies Record<string, Severity>;

export interface SigmaRule {
  readonly title: string;
  readonly id: string | null;
  /** How far its authors trust it: stable, test, experimental. */
  readonly maturity: string | null;
  readonly severity: Severity | null;
  /** ATT&CK technique ids, as `T1053.005`, in the order of the tags. */
  readonly techniques: readonly string[];
  readonly author: string | null;
  /** SPDX id, where the rule or the file beside it says one. */
  readonly license: string | null;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly logSource: { readonly category: string | null; readonly product: string | null; readonly service: string | null };
  readonly searches: ReadonlyMap<string, Search>;
  /** Any of these must hold. */
  readonly conditions: readonly string[];
}

/** Technique ids among tags such as `attack.t1053.005` (Sigma tags appendix, namespace attack). */
export function techniquesOf(tags: readonly string[]): string[] {
  const named = tags.flatMap((tag) => /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag)?.[1]?.toUpperCase() ?? []);
  return [...new Set(named)];
}
