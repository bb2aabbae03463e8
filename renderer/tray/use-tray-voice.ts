import { useLayoutEffect, useState } from 'react';
import { type Language, languages } from '../../src/domain/words/language.ts';
import { type TrayVoice, trayVoices } from './tray-voice.ts';

/** The language is part of the address: the application opens the window with it, and reads there what is chosen here. */
export function useTrayVoice(): { readonly voice: TrayVoice; readonly choose: (language: Language) => void } {
  const [language, setLanguage] = useState(languageOfAddress);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = `WardWatch – ${trayVoices[language].tray.title}`;
  }, [language]);
  const choose = (chosen: Language): void => {
    setLanguage(chosen);
    window.history.replaceState(null, '', `?language=${chosen}`);
  };
  return { voice: trayVoices[language], choose };
}

function languageOfAddress(): Language {
  const asked = new URLSearchParams(window.location.search).get('language');
  return languages.find((language) => language === asked) ?? 'vi';
}
