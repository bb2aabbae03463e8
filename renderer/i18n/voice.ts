import type { Language } from '../../src/domain/words/language.ts';
import type { Speaker } from '../../src/domain/words/speaker.ts';
import type { Format } from './format.ts';
import type { Texts } from './vi.ts';

/** Everything a page needs to speak one language. */
export interface Voice {
  readonly language: Language;
  readonly texts: Texts;
  readonly words: Speaker;
  readonly format: Format;
}
