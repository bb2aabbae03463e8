import type { ReactElement } from 'react';
import type { Voice } from '../i18n/voice.ts';
import { Icon } from './icons.tsx';

export interface StateSentenceProps {
  /** What the sentence speaks of, such as "3 units, 40 endpoints". */
  readonly scope: string;
  readonly endpoints: number;
  readonly silent: number;
  /** Unresolved findings of severity critical or high. */
  readonly grave: number;
  readonly voice: Voice;
}

/** The state in words. It says what is known to be wrong, never that all is well. */
export function StateSentence({ scope, endpoints, silent, grave, voice }: StateSentenceProps): ReactElement {
  const { sentence } = voice.texts;
  const { quantity } = voice.format;
  if (endpoints === 0) return <span>{sentence.nobody}.</span>;
  return (
    <span className="state-sentence">
      <span>{scope}: </span>
      {silent > 0 ? (
        <strong className="status-silent">
          <Icon name="silent" />
          {sentence.silent(quantity(silent))}
        </strong>
      ) : (
        <span>{sentence.noneSilent}</span>
      )}
      <span>; </span>
      {grave > 0 ? (
        <strong className="severity-critical">
          <Icon name="high" />
          {sentence.grave(quantity(grave))}
        </strong>
      ) : (
        <span>{sentence.noneGrave}</span>
      )}
      <span>.</span>
    </span>
  );
}
