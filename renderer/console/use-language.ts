import { useLayoutEffect, useState } from 'react';
import { type Language, languages } from '../../src/domain/words/language.ts';
import { type Voice, voices } from '../i18n/voice.ts';

const key = 'wardwatch.language';

/** Vietnamese until somebody chooses otherwise; this browser remembers the choice where it may. */
export function useLanguage(): { readonly voice: Voice; readonly choose: (language: Language) => void } {
  const [language, setLanguage] = useState(rememberedLanguage);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (chosen: Language): void => {
    setLanguage(chosen);
    remember(chosen);
  };
  return { voice: voices[language], choose };
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
