import type { LetterDoubt, LetterReading, Proposal } from '../../domain/warnings/letter/reading.ts';
import { type Impact, impacts, issuerMark, type WarningContent } from '../../domain/warnings/warning.ts';
import type { Language } from '../../domain/words/language.ts';
import { warningWords } from '../../domain/words/warning-words.ts';
import { warningText } from '../text/warning-text.ts';

/** What was recognised, with every doubt, for a person to check. */
export function letterLines(reading: LetterReading, language: Language): string[] {
  const text = warningText(language);
  const { impact: impactWords } = warningWords(language);
  const doubted = (doubts: readonly LetterDoubt[], more: readonly string[] = []): string => {
    const all = [...doubts.map((doubt) => text.doubt[doubt]), ...more];
    return all.length > 0 ? `  (? ${all.join('; ')})` : '';
  };
  const one = (name: string, proposals: readonly Proposal<string | null>[]): string[] =>
    proposals.length === 0
      ? [`  ${name}: ${text.notFound}`]
      : proposals.map(({ value, text: words, doubts }) => `  ${name}: ${value || `"${words}"`}${doubted(doubts)}`);
  const issuers = [...new Set(reading.number.map(({ value }) => issuerMark(value)))].filter((issuer) => issuer !== '');
  return [
    text.recognised,
    ...one(text.field.number, reading.number),
    ...issuers.map((issuer) => `  ${text.field.issuer}: ${issuer}  (? ${text.fromNumber})`),
    ...(issuers.length === 0 ? [`  ${text.field.issuer}: ${text.notFound}`] : []),
    ...one(text.field.issuedOn, reading.issuedOn),
    ...one(text.field.title, reading.title),
    ...one(text.field.deadline, reading.deadline),
    ...reading.cves.map(({ value, doubts, alternatives, impact, impactDoubts, isExploited }) => {
      const word = impact === null ? text.impactUnclear : impactWords[impact];
      const rather = alternatives.length > 0 ? [text.orRather(alternatives.join(', '))] : [];
      return `  ${value}: ${word}${isExploited ? `, ${text.field.exploited.toLowerCase()}` : ''}${doubted([...doubts, ...impactDoubts], rather)}`;
    }),
    ...reading.malformedCves.map(
      ({ text: words, fault, meant }) =>
        `  ! ${text.field.malformed}: "${words}" (${text.fault[fault]}${meant === null ? '' : `; ${text.meant(meant)}`})`,
    ),
    `  ${text.field.products}: ${reading.products.map(({ value }) => value).join(', ') || text.notFound}`,
    `  ${text.field.effect}: ${reading.effects.map(({ value }) => text.effect[value]).join(', ') || text.notFound}`,
    ...(reading.exploited.length === 0
      ? [`  ${text.field.exploited}: ${text.notFound}`]
      : reading.exploited.slice(0, 1).map(({ doubts }) => `  ${text.field.exploited}: ${text.yes}${doubted(doubts)}`)),
    ...(reading.isCut ? [`  ! ${text.isCut}`] : []),
  ];
}

/** Everything that a warning will be stored with, options and what was recognised put together: a person confirms this and nothing else. */
export function contentLines(content: WarningContent, language: Language): string[] {
  const text = warningText(language);
  const { impact: impactWords } = warningWords(language);
  const listed = (parts: readonly string[], between: string): string => parts.join(between) || text.none;
  const ofGroup = (impact: Impact): string[] => content.cves.flatMap((one) => (one.impact === impact ? one.cve : []));
  return [
    text.toStore,
    `  ${text.field.number}: ${content.number}`,
    `  ${text.field.issuer}: ${content.issuer}`,
    `  ${text.field.issuedOn}: ${content.issuedOn}`,
    `  ${text.field.title}: ${content.title}`,
    `  ${text.field.deadline}: ${content.deadline ?? text.none}`,
    ...impacts.map((impact) => `  ${impactWords[impact]}: ${listed(ofGroup(impact), ', ')}`),
    `  ${text.field.products}: ${listed(content.products, ', ')}`,
    `  ${text.field.effect}: ${content.effect.replaceAll(/\p{Cc}+/gu, ' ') || text.none}`,
    `  ${text.field.exploited}: ${content.isExploited ? text.yes : text.no}`,
  ];
}
