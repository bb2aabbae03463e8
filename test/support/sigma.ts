import { type ListedRule, rulesOfText } from '../../src/agent/sigma/load-rules.ts';
import type { Change } from '../../src/domain/change.ts';
import { createRuleMatcher } from '../../src/domain/sigma/apply-sigma.ts';
import { compileDetection } from '../../src/domain/sigma/compile-detection.ts';
import type { RuleRefusal } from '../../src/domain/sigma/rule-refusal.ts';
import { type FieldValue, sigmaEvent } from '../../src/domain/sigma/sigma-event.ts';
import { linearRegex } from '../../src/agent/sigma/regex-engine.ts';
import { readRule } from '../../src/agent/sigma/rule-document.ts';

export type Fields = Readonly<Record<string, FieldValue>>;

/** A detection as it would stand in a rule file, ready to be asked, or the reasons against it. */
export function detect(detection: object): { readonly refusals: readonly RuleRefusal[]; matches(fields: Fields): boolean } {
  const read = readRule({ title: 'a rule', logsource: { category: 'file_event' }, detection });
  const compiled = read.status === 'read' ? compileDetection(read.rule, linearRegex) : read;
  if (compiled.status === 'refused')
    return {
      refusals: compiled.refusals,
      matches: () => {
        throw new Error(`refused: ${JSON.stringify(compiled.refusals)}`);
      },
    };
  return { refusals: [], matches: (fields) => compiled.value.matches(sigmaEvent(fields)) };
}

/** One selection under the condition `selection`. */
export const select = (selection: unknown): ReturnType<typeof detect> => detect({ selection, condition: 'selection' });

/** The listing of one rule file of the test's own. */
export function ruleOf(text: string): ListedRule {
  const [listed, ...more] = rulesOfText(text, 'rule.yml');
  if (!listed || more.length > 0) throw new Error(`the file holds ${more.length + (listed ? 1 : 0)} rules`);
  return listed;
}

/** A rule file: of a log source, with a detection as it stands in YAML, indented by two. */
export const ruleText = (logSource: string, detection: string, more = 'level: high'): string => `title: a rule of the test
author: the project
license: CC0-1.0
${more}
logsource: { ${logSource} }
detection:
${detection}
`;

/** The titles of the rules that match a change. */
export function matching(texts: readonly string[], change: Change): string[] {
  const accepted = texts.map(ruleOf).map((listed) => {
    if (listed.status === 'refused') throw new Error(`refused: ${JSON.stringify(listed.refusals)}`);
    return listed.accepted;
  });
  return (createRuleMatcher(accepted, () => true)(change) ?? []).map(({ title }) => title);
}
