import type { Words } from './catalogue.ts';
import { en } from './en.ts';
import type { Language } from './language.ts';
import { type Speaker, speakerOf } from './speaker.ts';
import { vi } from './vi.ts';

const catalogues: Readonly<Record<Language, Words>> = { vi, en };

export const words = (language: Language): Speaker => speakerOf(catalogues[language]);
