import type { ReactElement } from 'react';
import type { Voice } from '../i18n/voice.ts';

export interface PageTurnerProps {
  readonly label: string;
  /** From 1. */
  readonly page: number;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
  readonly voice: Voice;
}

/** Nothing where there is but one page. A button that leads nowhere stays in place, so that the focus does too. */
export function PageTurner({ label, page, onPrevious, onNext, voice }: PageTurnerProps): ReactElement | null {
  const { paging } = voice.texts;
  if (onPrevious === null && onNext === null) return null;
  return (
    <nav className="page-turner" aria-label={label}>
      <button type="button" className="button" aria-disabled={onPrevious === null} onClick={() => onPrevious?.()}>
        {paging.previous}
      </button>
      <span role="status">{paging.page(voice.format.count(page))}</span>
      <button type="button" className="button" aria-disabled={onNext === null} onClick={() => onNext?.()}>
        {paging.next}
      </button>
    </nav>
  );
}
