import { foldCase } from './fold-case.ts';
import { type Compiled, compileDetection, type Detection } from './compile-detection.ts';
import { type EventKind, type LogSource, logSourcesOf } from './log-sources.ts';
import type { RegexEngine } from './regex-engine.ts';
import type { RuleRefusal } from './rule-refusal.ts';
import type { SigmaEvent } from './sigma-event.ts';
import type { SigmaRule } from './sigma-rule.ts';

/** A rule that can be honoured to the letter. */
export interface AcceptedRule {
  readonly rule: SigmaRule;
  readonly kinds: readonly EventKind[];
  readonly fields: ReadonlySet<string>;
  /** What it costs to hold: how many patterns its values became. */
  readonly patterns: number;
  matches(event: SigmaEvent): boolean;
}

/** Accepts a rule whose whole detection can be answered from what is told of changes; all others are refused with every reason. */
export function acceptRule(rule: SigmaRule, regexEngine: RegexEngine): Compiled<AcceptedRule> {
  const sources = logSourcesOf(rule.logSource);
  const compiled = compileDetection(rule, regexEngine);
  const outside: RuleRefusal[] = sources.length === 0 ? [{ code: 'log-source', subject: shownLogSource(rule) }] : [];
  if (compiled.status === 'refused') return { status: 'refused', refusals: distinct([...outside, ...compiled.refusals]) };
  const detection = compiled.value;
  const tried = sources.map((source) => ({ source, refusals: against(source, detection) }));
  const fitting = tried.find(({ refusals }) => refusals.length === 0);
  if (!fitting) return { status: 'refused', refusals: distinct([...outside, ...fewest(tried.map(({ refusals }) => refusals))]) };
  const { fields, patterns, matches } = detection;
  return { status: 'accepted', value: { rule, kinds: fitting.source.kinds, fields, patterns, matches } };
}

/** What a rule asks for that events of this source do not tell. */
function against(source: LogSource, { fields, wholeValues, hasKeywords, namesEvent }: Detection): RuleRefusal[] {
  const untold = [...fields].filter((field) => !source.fields.includes(field) && !Object.hasOwn(source.fixed, field));
  const never = Object.entries(source.fixed).flatMap(([field, values]) =>
    [...(wholeValues.get(field) ?? [])]
      .filter((wanted) => !values.some((value) => foldCase(value) === foldCase(wanted)))
      .map((wanted) => `${field} ${wanted}`),
  );
  return [
    ...(hasKeywords ? [{ code: 'keywords', subject: '' } as const] : []),
    ...untold.map((field) => ({ code: 'field-not-told', subject: field }) as const),
    ...never.map((subject) => ({ code: 'event-not-told', subject }) as const),
    ...(source.isWholeLog && !namesEvent ? [{ code: 'event-not-told', subject: 'EventID' } as const] : []),
  ];
}

/** Of several sources that a log has, the one that the rule comes nearest to. */
const fewest = (tried: readonly (readonly RuleRefusal[])[]): readonly RuleRefusal[] =>
  tried.toSorted((a, b) => a.length - b.length)[0] ?? [];

const distinct = (refusals: readonly RuleRefusal[]): RuleRefusal[] => [
  ...new Map(refusals.map((refusal) => [`${refusal.code}\0${refusal.subject}`, refusal])).values(),
];

const shownLogSource = ({ logSource: { product, category, service } }: SigmaRule): string =>
  [product, category, service].filter((part) => part !== null).join(' ');
