import type { ReactElement } from 'react';
import type { Voice } from '../i18n/voice.ts';

export interface TimeTextProps {
  /** RFC 3339. */
  readonly at: string;
  readonly now: number;
  readonly voice: Voice;
}

const futureMs = 120_000;

/** How long ago and when. A time well in the future comes from a wrong clock: only the time itself is told. */
export function TimeText({ at, now, voice }: TimeTextProps): ReactElement {
  const { ago, instant } = voice.format;
  const isFuture = Date.parse(at) - now > futureMs;
  return (
    <time className="time-text" dateTime={at}>
      {!isFuture && <span className="time-ago">{ago(at, Math.max(now, Date.parse(at)))}</span>}{' '}
      <span className={isFuture ? 'time-ago' : 'second-line'}>{instant(at)}</span>
    </time>
  );
}
