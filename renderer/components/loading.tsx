import type { ReactElement } from 'react';
import type { Voice } from '../i18n/voice.ts';

/** Stands in for a page whose figures are on their way; shows itself only when they take a while. */
export function Loading({ voice }: { readonly voice: Voice }): ReactElement {
  return (
    <div className="loading">
      <p role="status">{voice.texts.freshness.loading}</p>
      <div className="loading-line loading-title" aria-hidden="true" />
      <div className="loading-line" aria-hidden="true" />
      <div className="loading-block" aria-hidden="true" />
      <div className="loading-block" aria-hidden="true" />
    </div>
  );
}
