import { vi as words } from '../../src/domain/words/vi.ts';
import { speakerOf } from '../../src/domain/words/speaker.ts';
import { vi as texts } from './vi.ts';
import { formatFor } from './format.ts';
import type { Voice } from './voice.ts';

export const voiceVi: Voice = { language: 'vi', texts, words: speakerOf(words), format: formatFor('vi') };
