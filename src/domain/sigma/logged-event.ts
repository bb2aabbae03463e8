import type { Attributes } from '../thing.ts';
import type { EventKind } from './log-sources.ts';
import type { FieldValue } from './sigma-event.ts';

/** An event that must have taken place for a thing to differ as it does, in the words of the log that would have held it. */
export interface LoggedEvent {
  readonly kind: EventKind;
  readonly product: 'windows' | 'linux';
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Fields that the event had and whose value is not known: rules that look at them are not asked. */
  readonly withheld: readonly string[];
}

/** What is told of a field, and of what: two tellings of different things may read the same. */
export type Telling = { readonly value: FieldValue; readonly of?: unknown } | { readonly withheld: true; readonly of: unknown };

export function loggedEvent(kind: EventKind, product: LoggedEvent['product'], told: Readonly<Record<string, Telling>>): LoggedEvent {
  const entries = Object.entries(told);
  return {
    kind,
    product,
    fields: Object.fromEntries(entries.flatMap(([name, what]) => ('withheld' in what ? [] : [[name, what.value]]))),
    withheld: entries.flatMap(([name, what]) => ('withheld' in what ? [name] : [])),
  };
}

export const known = (value: FieldValue, of?: unknown): Telling => ({ value, of });
export const withheld = (of: unknown): Telling => ({ withheld: true, of });

/**
 * Evidence leaves passwords out, cuts what is long, with its digest, and has `*` for versions within paths and for names that are
 * given anew each time: such a text is not what the machine holds.
 */
const isWhole = (text: string): boolean => text !== '(hidden)' && !/… SHA256:[0-9a-f]{32}|\\\*\\|MpKsl\*/.test(text);

/** An attribute as a field has it. */
export function telling(attribute: Attributes[string] | undefined): Telling {
  if (attribute === undefined || attribute === null) return known('');
  const texts = typeof attribute === 'object' ? attribute : [String(attribute)];
  return texts.every(isWhole) ? known(attribute) : withheld(attribute);
}
