import type { ReactElement } from 'react';
import type { FindingStep } from '../../src/domain/finding.ts';
import type { Voice } from '../i18n/voice.ts';
import { TimeText } from './time-text.tsx';

export interface FindingHistoryProps {
  readonly history: readonly FindingStep[];
  readonly now: number;
  readonly voice: Voice;
}

/** What became of a finding since it was raised, newest first: when, who, why. */
export function FindingHistory({ history, now, voice }: FindingHistoryProps): ReactElement | null {
  const { history: texts } = voice.texts;
  if (history.length === 0) return null;
  return (
    <div className="finding-history">
      <h4>{texts.title}</h4>
      <ol>
        {history.toReversed().map(({ at, to, by, reason }) => (
          <li key={`${at} ${to}`}>
            <p>
              <strong>{by === null ? texts.byScan(voice.words.state(to)) : texts.byPerson(voice.words.state(to), by)}</strong>{' '}
              <TimeText at={at} now={now} voice={voice} />
            </p>
            {reason !== null && <p>{texts.reason(reason)}</p>}
          </li>
        ))}
      </ol>
      {history.some(({ by }) => by?.startsWith('~')) && <p className="muted">{texts.alias}</p>}
    </div>
  );
}
