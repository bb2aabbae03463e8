import type { LetterDraft } from '../../../src/domain/warnings/letter/letter-draft.ts';
import type { Impact, WarningContent } from '../../../src/domain/warnings/warning.ts';
import { dayText } from './day-text.ts';

/** What stands in the form, as it was typed: days as day/month/year, CVEs and products one to a line. */
export interface WarningFields extends Readonly<Record<Impact, string>> {
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly title: string;
  readonly deadline: string;
  readonly products: string;
  readonly effect: string;
  readonly isExploited: boolean;
}
export type TextField = Exclude<keyof WarningFields, 'isExploited'>;

export const emptyFields: WarningFields = {
  number: '',
  issuer: '',
  issuedOn: '',
  title: '',
  deadline: '',
  products: '',
  effect: '',
  critical: '',
  high: '',
  other: '',
  isExploited: false,
};

const keys = [
  'number',
  'issuer',
  'issuedOn',
  'title',
  'deadline',
  'products',
  'effect',
  'critical',
  'high',
  'other',
  'isExploited',
] as const satisfies readonly (keyof WarningFields)[];

/** Pure. */
export const sameFields = (one: WarningFields, other: WarningFields): boolean => keys.every((key) => one[key] === other[key]);

/** Pure. A stored warning, or what is clear of a letter, as a person edits it. */
export function fieldsOf(content: WarningContent | LetterDraft['content']): WarningFields {
  const { number, issuer, issuedOn, title, deadline, products, effect, isExploited, cves } = content;
  const ofGroup = (group: Impact): string =>
    cves
      .filter(({ impact }) => impact === group)
      .map(({ cve }) => cve)
      .join('\n');
  return {
    number: number ?? '',
    issuer,
    issuedOn: dayText(issuedOn),
    title,
    deadline: dayText(deadline),
    products: products.join('\n'),
    effect,
    critical: ofGroup('critical'),
    high: ofGroup('high'),
    other: ofGroup('other'),
    isExploited,
  };
}

/** Pure. Puts another proposal in the place of the one `before`; what a person has typed over stays. */
export function refilled(typed: WarningFields, before: WarningFields, proposed: WarningFields): WarningFields {
  const pick = <Key extends keyof WarningFields>(key: Key): WarningFields[Key] => (typed[key] === before[key] ? proposed[key] : typed[key]);
  return {
    number: pick('number'),
    issuer: pick('issuer'),
    issuedOn: pick('issuedOn'),
    title: pick('title'),
    deadline: pick('deadline'),
    products: pick('products'),
    effect: pick('effect'),
    critical: pick('critical'),
    high: pick('high'),
    other: pick('other'),
    isExploited: pick('isExploited'),
  };
}

/** Where a field takes several values, what stands between them; null where it takes but one. */
const between: Readonly<Record<TextField, string | null>> = {
  number: null,
  issuer: null,
  issuedOn: null,
  title: null,
  deadline: null,
  products: '\n',
  effect: '; ',
  critical: '\n',
  high: '\n',
  other: '\n',
};

/** Pure. Whether a field says so already. */
export function holds(field: TextField, text: string, value: string): boolean {
  const separator = between[field];
  return separator === null ? text.trim() === value : text.split(separator).some((one) => one.trim() === value);
}

/** Pure. The field with this value in it: added where it takes several, in the place of what stood there where it takes one. */
export function withValue(field: TextField, text: string, value: string): string {
  const separator = between[field];
  return separator === null || text.trim() === '' ? value : `${text.trimEnd()}${separator}${value}`;
}
