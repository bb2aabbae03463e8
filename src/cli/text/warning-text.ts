import type { Language } from '../../domain/words/language.ts';
import type { WarningText } from './warning-text-catalogue.ts';
import { warningTextEn } from './warning-text-en.ts';
import { warningTextVi } from './warning-text-vi.ts';

const catalogues: Readonly<Record<Language, WarningText>> = { vi: warningTextVi, en: warningTextEn };
export const warningText = (language: Language): WarningText => catalogues[language];
