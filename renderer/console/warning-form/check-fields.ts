import { type CveFault, readCveId } from '../../../src/domain/warnings/cve-id.ts';
import {
  type Impact,
  impacts,
  mostCharacters,
  mostCves,
  mostProducts,
  orderedCves,
  type WarnedCve,
  type WarningContent,
} from '../../../src/domain/warnings/warning.ts';
import { readDay } from './day-text.ts';
import type { TextField, WarningFields } from './fields.ts';

/** Why what was typed cannot be stored. */
export type FieldFault =
  | { readonly kind: 'missing' }
  | { readonly kind: 'no-such-day' }
  | { readonly kind: 'too-long'; readonly most: number }
  | { readonly kind: 'too-many'; readonly most: number }
  | { readonly kind: 'cve'; readonly text: string; readonly fault: CveFault }
  /** In two groups at once: which is meant only a person can tell. */
  | { readonly kind: 'twice'; readonly cve: string; readonly group: Impact };
export type FieldFaults = Readonly<Partial<Record<TextField, readonly FieldFault[]>>>;

export type CheckedFields =
  | { readonly outcome: 'ready'; readonly content: WarningContent }
  | { readonly outcome: 'wrong'; readonly faults: FieldFaults };

/** Pure. What is ready is of the contract; every fault is told with its field. */
export function checkFields(fields: WarningFields): CheckedFields {
  const [number, issuer, title] = [oneLine(fields.number), oneLine(fields.issuer), oneLine(fields.title)];
  const [issuedOn, deadline] = [fields.issuedOn.trim(), fields.deadline.trim()];
  const days = { issuedOn: readDay(issuedOn), deadline: readDay(deadline) };
  const products = [...new Set(linesOf(fields.products))];
  const effect = fields.effect.normalize('NFC').trim();
  const cves = readGroups(fields);
  const faults: Record<TextField, FieldFault[]> = {
    number: lineFaults(number, mostCharacters.number),
    issuer: lineFaults(issuer, mostCharacters.issuer),
    issuedOn: issuedOn === '' ? [{ kind: 'missing' }] : dayFaults(days.issuedOn),
    title: lineFaults(title, mostCharacters.title),
    deadline: deadline === '' ? [] : dayFaults(days.deadline),
    products: [
      ...(products.length > mostProducts ? [{ kind: 'too-many', most: mostProducts } as const] : []),
      ...(products.some(({ length }) => length > mostCharacters.product)
        ? [{ kind: 'too-long', most: mostCharacters.product } as const]
        : []),
    ],
    effect: effect.length > mostCharacters.effect ? [{ kind: 'too-long', most: mostCharacters.effect }] : [],
    ...cves.faults,
  };
  if (days.issuedOn === null || Object.values(faults).some(({ length }) => length > 0)) return { outcome: 'wrong', faults };
  const { isExploited } = fields;
  const content = {
    number,
    issuer,
    issuedOn: days.issuedOn,
    title,
    cves: cves.cves,
    products,
    effect,
    isExploited,
    deadline: days.deadline,
  };
  return { outcome: 'ready', content };
}

const oneLine = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
const linesOf = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map(oneLine)
    .filter((line) => line !== '');

function lineFaults(line: string, most: number): FieldFault[] {
  if (line === '') return [{ kind: 'missing' }];
  return line.length > most ? [{ kind: 'too-long', most }] : [];
}

const dayFaults = (day: string | null): FieldFault[] => (day === null ? [{ kind: 'no-such-day' }] : []);

/** Ids in any case, apart by lines, blanks or commas, as they are pasted from elsewhere. */
function readGroups(fields: WarningFields): { readonly cves: readonly WarnedCve[]; readonly faults: Record<Impact, FieldFault[]> } {
  const faults: Record<Impact, FieldFault[]> = { critical: [], high: [], other: [] };
  const groupOf = new Map<string, Impact>();
  for (const group of impacts) {
    const texts = new Set(fields[group].split(/[\s,;]+/).filter((text) => text !== ''));
    for (const text of texts) {
      const read = readCveId(text);
      const graver = 'cve' in read ? (groupOf.get(read.cve) ?? group) : group;
      if ('fault' in read) faults[group].push({ kind: 'cve', text, fault: read.fault });
      else if (graver === group) groupOf.set(read.cve, group);
      else faults[group].push({ kind: 'twice', cve: read.cve, group: graver });
    }
  }
  if (groupOf.size > mostCves) faults.critical.push({ kind: 'too-many', most: mostCves });
  return { cves: orderedCves([...groupOf].map(([cve, impact]) => ({ cve, impact }))), faults };
}
