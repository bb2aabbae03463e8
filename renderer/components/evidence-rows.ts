import type { Evidence } from '../../src/domain/finding.ts';
import type { Attributes } from '../../src/domain/thing.ts';
import { attributeWords } from '../i18n/attribute-words.ts';
import type { Voice } from '../i18n/voice.ts';

export type AttributeValue = Attributes[string];

export interface EvidenceRow {
  readonly name: string;
  readonly before: AttributeValue | undefined;
  readonly after: AttributeValue | undefined;
}

/** Pure. One row per attribute of either side, in the order in which they were told, those that differ apart from the others. */
export function evidenceRows({ before, after }: Evidence): { readonly differing: EvidenceRow[]; readonly same: EvidenceRow[] } {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const rows = names.map((name) => ({ name, before: before?.[name], after: after?.[name] }));
  const isSame = (row: EvidenceRow): boolean => JSON.stringify(row.before) === JSON.stringify(row.after);
  return { differing: rows.filter((row) => !isSame(row)), same: rows.filter(isSame) };
}

export const attributeName = (name: string, { language }: Voice): string => attributeWords[language].names[name] ?? name;

const instants: ReadonlySet<string> = new Set(['fetchedAt', 'lastSuccessAt', 'missingSince']);

/** Pure. The entries of an attribute for a person; a list has several, none of them is none. */
export function attributeTexts(name: string, value: AttributeValue, { language, format }: Voice): readonly string[] {
  if (value === null || value === '') return [];
  if (name === 'size' && typeof value === 'number') return [format.bytes(value)];
  if (instants.has(name) && typeof value === 'string') return [format.instant(value)];
  if (typeof value === 'object') return value;
  return [attributeWords[language].values[`${name}:${value}`] ?? String(value)];
}
