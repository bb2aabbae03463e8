import { en as words } from '../../src/domain/words/en.ts';
import { speakerOf } from '../../src/domain/words/speaker.ts';
import { en as texts } from './en.ts';
import { formatFor } from './format.ts';
import type { Voice } from './voice.ts';

export const voiceEn: Voice = { language: 'en', texts, words: speakerOf(words), format: formatFor('en') };
