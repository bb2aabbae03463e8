import type { ReactElement } from 'react';
import { Icon } from '../../components/icons.tsx';
import type { WarningVoice } from '../../i18n/warning-voice.ts';
import { excerptOf } from './excerpt.ts';
import type { Source } from './sources.ts';

export interface SourceListProps {
  /** Of the field. */
  readonly label: string;
  readonly letter: string;
  readonly sources: readonly Source[];
  /** What is not in the field yet can be put there. */
  readonly isUsed: (value: string) => boolean;
  readonly onUse: (value: string) => void;
  readonly useLabel: (value: string) => string;
  readonly voice: WarningVoice;
}

const shownAtFirst = 5;

/** Where in the letter a field comes from, word for word, and what is doubtful about it. */
export function SourceList({ label, sources, ...each }: SourceListProps): ReactElement {
  const { warningForm: texts } = each.voice;
  const rest = sources.slice(shownAtFirst);
  return (
    <div className="sources" role="group" aria-label={`${texts.inLetter}: ${label}`}>
      <p className="sources-title">{texts.inLetter}</p>
      {sources.length === 0 && <p className="muted">{texts.notInLetter}</p>}
      <Sources sources={sources.slice(0, shownAtFirst)} {...each} />
      {rest.length > 0 && (
        <details>
          <summary>{texts.more(each.voice.format.count(rest.length))}</summary>
          <Sources sources={rest} {...each} />
        </details>
      )}
    </div>
  );
}

function Sources({ sources, letter, isUsed, onUse, useLabel }: Omit<SourceListProps, 'label'>): ReactElement | null {
  if (sources.length === 0) return null;
  return (
    <ul>
      {sources.map(({ value, span, notes, doubts }) => {
        const { before, marked, after } = excerptOf(letter, span);
        return (
          <li key={`${span.start} ${value}`}>
            <q>
              {before}
              <mark>{marked}</mark>
              {after}
            </q>
            {notes.length > 0 && <span className="second-line">{notes.join('; ')}</span>}
            {doubts.map((doubt) => (
              <span key={doubt} className="source-doubt">
                <Icon name="unknown" /> <span>{doubt}</span>
              </span>
            ))}
            {value !== null && !isUsed(value) && (
              <button type="button" className="button button-quiet" onClick={() => onUse(value)}>
                {useLabel(value)}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
