import { foldCase } from './fold-case.ts';
import type { Comparing } from './modifiers.ts';
import type { RuleNotes } from './rule-refusal.ts';
import type { FieldReading, SigmaEvent } from './sigma-event.ts';
import { parsePattern, plainText } from './value-pattern.ts';

type Position = Extract<Comparing, { as: 'other-field' }>['position'];

const stands: Readonly<Record<NonNullable<Position>, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

/** Compares with another field of the same event (`fieldref`); null for what is no name of a field. */
export function referenceTest(
  name: string,
  position: Position,
  isCased: boolean,
  notes: RuleNotes,
): ((field: FieldReading, event: SigmaEvent) => boolean) | null {
  const other = plainText(parsePattern(name));
  if (other === null || other === '') return null;
  notes.looksAt(other);
  const fits = position === null ? (text: string, part: string) => text === part : stands[position];
  const shown = (text: string): string => (isCased ? text : foldCase(text));
  return ({ values }, event) => values.some(({ text }) => event.field(other).values.some((part) => fits(shown(text), shown(part.text))));
}
