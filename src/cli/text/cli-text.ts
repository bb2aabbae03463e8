import type { Language } from '../../domain/words/language.ts';
import type { CliText } from './catalogue.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

const catalogues: Readonly<Record<Language, CliText>> = { vi, en };
export const cliText = (language: Language): CliText => catalogues[language];
