import { useLayoutEffect, useState } from 'react';
import { type Language, languages } from '../../src/domain/words/language.ts';
import type { Voice } from '../i18n/voice.ts';
import { voiceVi } from '../i18n/voice-vi.ts';

const key = 'wardwatch.language';

/** Vietnamese is there from the start; another language is fetched whole, so that no page is ever half of one. */
const loadVoice = async (language: Language): Promise<Voice> =>
  language === 'vi' ? voiceVi : (await import('../i18n/voice-en.ts')).voiceEn;

/** The language of last time, before anything is shown; Vietnamese where its words cannot be had. */
export const rememberedVoice = (): Promise<Voice> => loadVoice(rememberedLanguage()).catch(() => voiceVi);

/** Has the other languages at hand before anybody asks for them. */
export const fetchVoices = (): Promise<unknown> => Promise.all(languages.map(loadVoice));

/** Vietnamese until somebody chooses otherwise; this browser remembers the choice where it may. The page changes when its words are there. */
export function useLanguage(first: Voice): { readonly voice: Voice; readonly choose: (language: Language) => void } {
  const [voice, setVoice] = useState(first);
  useLayoutEffect(() => {
    document.documentElement.lang = voice.language;
  }, [voice]);
  const choose = (chosen: Language): void => {
    remember(chosen);
    loadVoice(chosen).then(setVoice, () => window.location.reload());
  };
  return { voice, choose };
}

function rememberedLanguage(): Language {
  try {
    const stored = window.localStorage.getItem(key);
    return languages.find((language) => language === stored) ?? 'vi';
  } catch {
    return 'vi';
  }
}

function remember(language: Language): void {
  try {
    window.localStorage.setItem(key, language);
  } catch {
    // A browser that keeps nothing asks again next time; there is no harm in that.
  }
}
