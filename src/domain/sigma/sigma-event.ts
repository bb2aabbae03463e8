import { foldCase } from './fold-case.ts';

/** A list is one field with several values or several ways to write its value: any of them may match. */
export type FieldValue = string | number | boolean | null | readonly string[];

interface ReadValue {
  readonly raw: string | number | boolean;
  readonly text: string;
  /** For comparison without case. */
  readonly folded: string;
}

export interface FieldReading {
  /** Whether the event has the field, be it null. */
  readonly exists: boolean;
  /** None for a field that is absent or null. */
  readonly values: readonly ReadValue[];
}

/** One event as rules see it; a field is read once, however many rules ask. */
export interface SigmaEvent {
  field(name: string): FieldReading;
  /** The values of all fields. */
  everything(): FieldReading;
}

const absent: FieldReading = { exists: false, values: [] };

export function sigmaEvent(fields: Readonly<Record<string, FieldValue>>): SigmaEvent {
  const readings = new Map(Object.entries(fields).map(([name, value]) => [name, { exists: true, values: readValues(value) }]));
  const everything: FieldReading = { exists: true, values: [...readings.values()].flatMap(({ values }) => values) };
  return { field: (name) => readings.get(name) ?? absent, everything: () => everything };
}

function readValues(value: FieldValue): ReadValue[] {
  if (value === null) return [];
  const single = typeof value === 'object' ? value : [value];
  return single.map((raw) => ({ raw, text: String(raw), folded: foldCase(String(raw)) }));
}
