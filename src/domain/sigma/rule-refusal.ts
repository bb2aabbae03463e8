/** Why a rule is not used: what is not understood in it, or what this product cannot answer. */
export const refusalCodes = [
  'unreadable',
  'too-large',
  'too-much',
  'not-yaml',
  'not-a-rule',
  'duplicate-id',
  'correlation',
  'filter-rule',
  'rule-collection',
  'not-in-use',
  'taxonomy',
  'scope',
  'timeframe',
  'aggregation',
  'condition',
  'search-missing',
  'modifier-unknown',
  'modifier-combination',
  'value',
  'placeholder',
  'regular-expression',
  'keywords',
  'log-source',
  'event-not-told',
  'field-not-told',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface RuleRefusal {
  readonly code: RefusalCode;
  /** The part of the rule that it is about; empty for all of it. */
  readonly subject: string;
}

/** What the parts of a rule say about it while it is being compiled. */
export interface RuleNotes {
  /** From here on nothing that is compiled is used. */
  refuse(code: RefusalCode, subject: string): void;
  /** A field that the rule looks at. */
  looksAt(field: string): void;
  /** A value that the rule asks for as a whole, without wildcards. */
  asksFor(field: string, value: string): void;
  /** So many patterns more are to be compiled; false for more than a rule may have. */
  mayCompile(patterns: number): boolean;
  /** The rule searches the whole event. */
  searchesEverything(): void;
}
