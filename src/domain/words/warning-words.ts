import type { RankedThing } from '../warnings/ranking.ts';
import type { Need } from '../warnings/judge-inventory.ts';
import type { Language } from './language.ts';
import type { WarningWords } from './warning-catalogue.ts';
import { warningsEn } from './warnings-en.ts';
import { warningsVi } from './warnings-vi.ts';

export type Urgency = Pick<RankedThing, 'isUsedByRansomware' | 'isExploited' | 'exploitProbability' | 'cvss'>;

const catalogues: Readonly<Record<Language, WarningWords>> = { vi: warningsVi, en: warningsEn };
export const warningWords = (language: Language): WarningWords => catalogues[language];

/** `KB5071546 or later`, `openssl 3.0.15-1~deb12u1`, or what the document advises. */
export function needText({ item, versions, updates, remedy }: Need, { orLater, highestOf, noFix }: WarningWords): string {
  if (updates.length > 0) return orLater(updates.join(', '));
  const [only] = versions;
  if (only !== undefined) return `${item} ${versions.length === 1 ? only : highestOf(versions.join(', '))}`;
  return remedy === null ? noFix(item) : `${item}: ${remedy}`;
}

const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** What speaks for the urgency of something, in the order of its weight; what is not known is said. */
export function urgencyTexts(
  { isUsedByRansomware, isExploited, exploitProbability, cvss }: Urgency,
  language: Language,
): readonly string[] {
  const { urgency } = warningWords(language);
  const percents = new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 1 });
  const scores = new Intl.NumberFormat(locales[language], { minimumFractionDigits: 1 });
  return [
    ...(isUsedByRansomware ? [urgency.ransomware] : []),
    ...(isExploited ? [urgency.exploited] : []),
    [
      exploitProbability === null ? urgency.noEpss : urgency.epss(percents.format(exploitProbability)),
      cvss === null ? urgency.noCvss : urgency.cvss(scores.format(cvss)),
    ].join(' · '),
  ];
}
