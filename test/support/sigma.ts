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
