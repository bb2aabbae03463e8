import type { ReactElement } from 'react';
import type { Voice } from '../i18n/voice.ts';
import { type FailureShown, failureText } from './failure-notice.tsx';
import { Icon } from './icons.tsx';

export interface FreshnessLineProps {
  /** Ms since the epoch; null while nothing is shown. */
  readonly valueAt: number | null;
  readonly failure: FailureShown | null;
  readonly voice: Voice;
  readonly onRetry: () => void;
}

/** Of when the figures are. Read out only when they stop being fresh: a voice every 30 s helps nobody. */
export function FreshnessLine({ valueAt, failure, voice, onRetry }: FreshnessLineProps): ReactElement {
  const { freshness } = voice.texts;
  return (
    <div className="freshness">
      {!failure && valueAt !== null && <p>{freshness.refreshed(voice.format.timeOfDay(valueAt))}</p>}
      <div role="status">
        {failure && valueAt !== null && (
          <div className="stale">
            <Icon name="clock" />
            <p>
              <strong>{freshness.staleTitle(voice.format.instant(new Date(valueAt).toISOString()))}</strong> {failureText(failure, voice)}
            </p>
            <button type="button" className="button" onClick={onRetry}>
              {freshness.retry}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
