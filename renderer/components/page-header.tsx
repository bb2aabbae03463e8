import type { MouseEvent, ReactElement } from 'react';
import { type Language, languageNames, languages } from '../../src/domain/words/language.ts';
import type { Voice } from '../i18n/voice.ts';
import { Mark } from './icons.tsx';

export interface PageHeaderProps {
  readonly voice: Voice;
  readonly onLanguage: (language: Language) => void;
  /** Null where nobody is signed in. */
  readonly warningsHref: string | null;
  /** Null where nobody is signed in. */
  readonly onSignOut: (() => void) | null;
}

export function PageHeader({ voice, warningsHref, onLanguage, onSignOut }: PageHeaderProps): ReactElement {
  const { header } = voice.texts;
  return (
    <header className="page-header">
      <a className="skip-link" href="#main" onClick={toMain}>
        {header.skip}
      </a>
      <div className="page-header-inside">
        <a className="brand" href="#/" aria-label={header.home}>
          <Mark />
          <span>WardWatch</span>
        </a>
        {warningsHref !== null && (
          <a className="page-header-link" href={warningsHref}>
            {header.warnings}
          </a>
        )}
        <div className="page-header-controls">
          <LanguageSwitch voice={voice} onLanguage={onLanguage} />
          {onSignOut && (
            <button type="button" className="button button-quiet" onClick={onSignOut}>
              {header.signOut}
            </button>
          )}
        </div>
      </div>
    </header>
  );
}

// The hash of the address is the page: going to a part of it must leave the hash alone.
function toMain(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function LanguageSwitch({ voice, onLanguage }: Pick<PageHeaderProps, 'voice' | 'onLanguage'>): ReactElement {
  return (
    <div className="language-switch" role="group" aria-label={voice.texts.header.language}>
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
  );
}
