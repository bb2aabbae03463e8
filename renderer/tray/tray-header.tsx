import type { ReactElement } from 'react';
import { type Language, languageNames, languages } from '../../src/domain/words/language.ts';
import { Mark } from '../components/icons.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface TrayHeaderProps {
  readonly voice: TrayVoice;
  readonly onLanguage: (language: Language) => void;
}

export function TrayHeader({ voice, onLanguage }: TrayHeaderProps): ReactElement {
  return (
    <header className="page-header">
      <div className="page-header-inside">
        <p className="brand">
          <Mark />
          <span>WardWatch</span>
          <span className="brand-place">{voice.tray.title}</span>
        </p>
        <div className="language-switch" role="group" aria-label={voice.tray.language}>
          {languages.map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-pressed={language === voice.language}
              onClick={() => onLanguage(language)}
            >
              {languageNames[language]}
            </button>
          ))}
        </div>
      </div>
    </header>
  );
}
