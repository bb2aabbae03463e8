import { draftOf, type LetterDraft } from '../../../src/domain/warnings/letter/letter-draft.ts';
import type { Span } from '../../../src/domain/warnings/letter/folded-text.ts';
import type { LetterDoubt, LetterReading, Proposal, ProposedCve } from '../../../src/domain/warnings/letter/reading.ts';
import { type Impact, issuerMark } from '../../../src/domain/warnings/warning.ts';
import { letterWords } from '../../../src/domain/words/letter-words.ts';
import type { WarningVoice } from '../../i18n/warning-voice.ts';
import { dayText } from './day-text.ts';
import type { WarningFields } from './fields.ts';

/** Where a letter says something; `notes` tell how it was read, `doubts` what is not sure about it, in words. */
export interface Source {
  /** As it would stand in the field; null where only a person can tell. */
  readonly value: string | null;
  readonly span: Span;
  readonly notes: readonly string[];
  readonly doubts: readonly string[];
}
export type Sources = Readonly<Record<keyof WarningFields | 'malformed', readonly Source[]>>;

/** Pure. What the clear parts of the letter make, with the words of this language. */
export const draftIn = (reading: LetterReading, { language }: WarningVoice): LetterDraft['content'] =>
  draftOf(reading, (effect) => letterWords(language).effect[effect]).content;

/** Pure. Everything that was recognised, by the field that it is for. */
export function sourcesOf(reading: LetterReading, { language, warningForm: form, warnings }: WarningVoice): Sources {
  const words = letterWords(language);
  const doubtsOf = (doubts: readonly LetterDoubt[]): string[] => doubts.map((doubt) => words.doubt[doubt]);
  const from = <Value>(proposals: readonly Proposal<Value>[], valueOf: (value: Value) => string | null): Source[] =>
    proposals.map(({ value, span, doubts }) => ({ value: valueOf(value) || null, span, notes: [], doubts: doubtsOf(doubts) }));
  const sourceOf = ({ value, span, doubts, alternatives, impact, impacts, impactDoubts, isExploited }: ProposedCve): Source => ({
    value,
    span,
    notes: [...(impact === null ? [] : impactsNamed(impacts).map(form.impactFrom)), ...(isExploited ? [warnings.exploited] : [])],
    doubts: [
      ...doubtsOf(doubts),
      ...(alternatives.length > 0 ? [form.orRather(alternatives.join(', '))] : []),
      ...(impact === null ? [form.impactUnclear] : []),
      ...doubtsOf(impactDoubts),
    ],
  });
  const ofGroup = (group: Impact): Source[] => reading.cves.filter(({ impact }) => (impact ?? 'other') === group).map(sourceOf);
  return {
    number: from(reading.number, (value) => value),
    issuer: from(reading.number, issuerMark).map((source) => ({ ...source, doubts: [form.fromNumber] })),
    issuedOn: from(reading.issuedOn, dayText),
    title: from(reading.title, (value) => value),
    deadline: from(reading.deadline, dayText),
    products: from(reading.products, (value) => value),
    effect: from(reading.effects, (value) => words.effect[value]),
    critical: ofGroup('critical'),
    high: ofGroup('high'),
    other: ofGroup('other'),
    isExploited: from(reading.exploited, () => null),
    malformed: reading.malformedCves.map(({ span, fault, meant }) => ({
      value: meant,
      span,
      notes: [],
      doubts: [words.fault[fault], ...(meant === null ? [] : [form.meant(meant)])],
    })),
  };
}

const impactsNamed = (impacts: ProposedCve['impacts']): string[] => [...new Set(impacts.map(({ text }) => text))];
