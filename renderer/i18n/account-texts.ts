import type { Language } from '../../src/domain/words/language.ts';
import { accountTextsEn } from './account-en.ts';
import { accountTextsVi } from './account-vi.ts';

export type AccountTexts = typeof accountTextsVi;

export const accountTexts: Readonly<Record<Language, AccountTexts>> = { vi: accountTextsVi, en: accountTextsEn };
