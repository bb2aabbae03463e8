import type { Language } from '../../src/domain/words/language.ts';
import type { Voice } from './voice.ts';
import { voiceEn } from './voice-en.ts';
import { voiceVi } from './voice-vi.ts';

/** Both languages at once; the console fetches the second one when it is asked for. */
export const voices: Readonly<Record<Language, Voice>> = { vi: voiceVi, en: voiceEn };
