import type { Need } from '../warnings/judge-inventory.ts';
import type { Language } from './language.ts';
import type { WarningWords } from './warning-catalogue.ts';
import { warningsEn } from './warnings-en.ts';
import { warningsVi } from './warnings-vi.ts';

const catalogues: Readonly<Record<Language, WarningWords>> = { vi: warningsVi, en: warningsEn };
export const warningWords = (language: Language): WarningWords => catalogues[language];

/** `KB5071546 or later`, `openssl 3.0.15-1~deb12u1`, or what the document advises. */
export function needText({ item, versions, updates, remedy }: Need, { orLater, highestOf, noFix }: WarningWords): string {
  if (updates.length > 0) return orLater(updates.join(', '));
  const [only] = versions;
  if (only !== undefined) return `${item} ${versions.length === 1 ? only : highestOf(versions.join(', '))}`;
  return remedy === null ? noFix(item) : `${item}: ${remedy}`;
}
