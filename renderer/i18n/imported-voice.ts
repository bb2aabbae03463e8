import type { Language } from '../../src/domain/words/language.ts';
import { importedTextsEn } from './imported-en.ts';
import { importedTextsVi } from './imported-vi.ts';
import type { Voice } from './voice.ts';

const catalogues: Readonly<Record<Language, typeof importedTextsVi>> = { vi: importedTextsVi, en: importedTextsEn };

/** A voice that also has the texts about machines without an agent, which come with their page. */
export interface ImportedVoice extends Voice {
  readonly imported: typeof importedTextsVi;
}

export const importedVoice = (voice: Voice): ImportedVoice => ({ ...voice, imported: catalogues[voice.language] });
