import type { MouseEvent, ReactElement } from 'react';
import { type Language, languageNames, languages } from '../../src/domain/words/language.ts';
import type { Voice } from '../i18n/voice.ts';
import { Mark } from './icons.tsx';

export interface HeaderLink {
  readonly href: string;
  readonly text: string;
}

export interface PageHeaderProps {
  readonly voice: Voice;
  readonly onLanguage: (language: Language) => void;
  /** None where nobody is signed in. */
  readonly links: readonly HeaderLink[];
  /** Null where nobody is signed in. */
  readonly onSignOut: (() => void) | null;
}

export function PageHeader({ voice, links, onLanguage, onSignOut }: PageHeaderProps): ReactElement {
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
        {links.length === 0 ? (
          <div className="page-header-links" />
        ) : (
          <nav className="page-header-links" aria-label={header.pages}>
            {links.map(({ href, text }) => (
              <a key={href} href={href}>
                {text}
              </a>
            ))}
          </nav>
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
