import type { Language } from '../../src/domain/words/language.ts';
import { type Speaker, words } from '../../src/domain/words/words.ts';
import { en } from './en.ts';
import { type Format, formatFor } from './format.ts';
import { type Texts, vi } from './vi.ts';

/** Everything a page needs to speak one language. */
export interface Voice {
  readonly language: Language;
  readonly texts: Texts;
  readonly words: Speaker;
  readonly format: Format;
}

export const catalogues: Readonly<Record<Language, Texts>> = { vi, en };

const make = (language: Language): Voice => ({
  language,
  texts: catalogues[language],
  words: words(language),
  format: formatFor(language),
});

export const voices: Readonly<Record<Language, Voice>> = { vi: make('vi'), en: make('en') };
