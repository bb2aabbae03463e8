import { z } from 'zod';
import type { RuleRefusal } from '../../domain/sigma/rule-refusal.ts';
import { type Search, severityOfLevel, type SigmaRule, techniquesOf } from '../../domain/sigma/sigma-rule.ts';

const scalar = z.union([
  z.string(),
  z
    .number()
    .refine((value) => !Number.isInteger(value) || Number.isSafeInteger(value), 'a number that can be told apart from its neighbours'),
  z.boolean(),
  z.null(),
]);
const values = z.union([scalar.transform((value) => [value]), z.array(scalar).min(1)]);
const items = z
  .record(z.string(), values)
  .refine((map) => Object.keys(map).length > 0, 'a map that is not empty')
  .transform((map) => ({ items: Object.entries(map).map(([key, list]) => ({ key, values: list })) }));
const keyword = scalar.transform((value) => ({ keyword: value }));
const search = z.union([items.transform((map) => [map]), z.array(z.union([items, keyword])).min(1)]) satisfies z.ZodType<Search>;

const text = z.string().max(65_535);
const texts = z.union([text.transform((only) => [only]), z.array(text), z.null().transform(() => [])]).default([]);
const line = z
  .string()
  .max(1000)
  .nullish()
  .transform((value) => value ?? null);
const name = line.transform((value) => value?.toLowerCase() ?? null);
const severities: Readonly<Record<string, SigmaRule['severity']>> = severityOfLevel;

/** Keys of a rule that this product looks at (rules specification 2.0.0); a rule may have any others. */
const ruleDocument = z.object({
  title: z.string().min(1).max(256),
  id: line,
  status: z.enum(['stable', 'test', 'experimental', 'deprecated', 'unsupported']).nullish(),
  level: z.enum(['informational', 'low', 'medium', 'high', 'critical']).nullish(),
  tags: texts,
  author: z.union([line, z.array(text).transform((list) => list.join(', ').slice(0, 1000))]),
  license: line,
  references: texts,
  falsepositives: texts,
  taxonomy: line,
  scope: z.unknown().optional(),
  logsource: z.object({ category: name, product: name, service: name }),
  detection: z
    .object({ condition: z.union([text.transform((only) => [only]), z.array(text).min(1)]), timeframe: z.unknown().optional() })
    .catchall(search),
});

export type ReadRule =
  | { readonly status: 'read'; readonly rule: SigmaRule }
  | { readonly status: 'refused'; readonly title: string | null; readonly refusals: readonly RuleRefusal[] };

/** One document of a rule file as a rule, with everything that speaks against reading it as one. */
export function readRule(document: unknown): ReadRule {
  const kind = otherKind(document);
  const parsed = ruleDocument.safeParse(document);
  if (kind || !parsed.success) {
    const issue = parsed.error?.issues[0];
    return {
      status: 'refused',
      title: titleOf(document),
      refusals: [kind ?? { code: 'not-a-rule', subject: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }],
    };
  }
  const { detection, logsource, status, level, ...rule } = parsed.data;
  const refusals = against(parsed.data);
  if (refusals.length > 0) return { status: 'refused', title: rule.title, refusals };
  const { condition, timeframe: _, ...searches } = detection;
  return {
    status: 'read',
    rule: {
      title: rule.title,
      id: rule.id,
      maturity: status ?? null,
      severity: level ? (severities[level] ?? null) : null,
      techniques: techniquesOf(rule.tags),
      author: rule.author,
      license: rule.license,
      references: rule.references,
      falsePositives: rule.falsepositives,
      logSource: logsource,
      searches: new Map(Object.entries(searches)),
      conditions: condition,
    },
  };
}

/** Documents of the specification that are no rules of one event, by the key that only they have. */
const otherKinds = { correlation: 'correlation', filter: 'filter-rule', action: 'rule-collection' } as const;

function otherKind(document: unknown): RuleRefusal | null {
  const keys = z.record(z.string(), z.unknown()).safeParse(document).data ?? {};
  const found = Object.entries(otherKinds).find(([key]) => Object.hasOwn(keys, key));
  return found ? { code: found[1], subject: '' } : null;
}

const titleOf = (document: unknown): string | null => z.object({ title: z.string().max(256) }).safeParse(document).data?.title ?? null;

function against({ status, taxonomy, scope, detection }: z.infer<typeof ruleDocument>): RuleRefusal[] {
  const refusals: (RuleRefusal | false)[] = [
    (status === 'deprecated' || status === 'unsupported') && { code: 'not-in-use', subject: status },
    taxonomy !== null && taxonomy !== 'sigma' && { code: 'taxonomy', subject: taxonomy },
    scope !== undefined && scope !== null && { code: 'scope', subject: (texts.safeParse(scope).data ?? []).join(', ').slice(0, 200) },
    detection.timeframe !== undefined && { code: 'timeframe', subject: '' },
  ];
  return refusals.filter((refusal) => refusal !== false);
}
