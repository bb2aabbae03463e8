import type { Language } from '../../src/domain/words/language.ts';
import type { Voice } from './voice.ts';
import { warningFormTextsEn } from './warning-form-en.ts';
import { warningFormTextsVi } from './warning-form-vi.ts';
import { warningTextsEn } from './warnings-en.ts';
import { warningTextsVi } from './warnings-vi.ts';

interface WarningTexts {
  readonly warnings: typeof warningTextsVi;
  readonly warningForm: typeof warningFormTextsVi;
}
const catalogues: Readonly<Record<Language, WarningTexts>> = {
  vi: { warnings: warningTextsVi, warningForm: warningFormTextsVi },
  en: { warnings: warningTextsEn, warningForm: warningFormTextsEn },
};

/** A voice that also has the texts about warnings: these come with their pages, as the first page needs none of them. */
export interface WarningVoice extends Voice, WarningTexts {}

export const warningVoice = (voice: Voice): WarningVoice => ({ ...voice, ...catalogues[voice.language] });
