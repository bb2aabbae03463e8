import type { ReactElement } from 'react';
import type { Voice } from '../i18n/voice.ts';
import { Notice } from './notice.tsx';

/** Why something could not be loaded. */
export type FailureShown =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-understood' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'refused'; readonly code: string };

export interface FailureNoticeProps {
  readonly failure: FailureShown;
  readonly voice: Voice;
  readonly onRetry: () => void;
  readonly onReload: () => void;
  /** Instead of the general title. */
  readonly title?: string;
}

export function FailureNotice({ failure, voice, onRetry, onReload, title = voice.texts.failure.title }: FailureNoticeProps): ReactElement {
  const { retry, reload } = voice.texts.freshness;
  const needsReload = failure.kind === 'not-understood';
  const action = (
    <button type="button" className="button" onClick={needsReload ? onReload : onRetry}>
      {needsReload ? reload : retry}
    </button>
  );
  return (
    <Notice tone="problem" icon="high" title={title} action={action}>
      <p>{failureText(failure, voice)}</p>
    </Notice>
  );
}

export function failureText(failure: FailureShown, { texts }: Voice): string {
  const { failure: words, signIn } = texts;
  if (failure.kind === 'unreachable') return words.unreachable;
  if (failure.kind === 'not-understood') return words.notUnderstood;
  if (failure.kind === 'signed-out') return signIn.ended;
  const known: Readonly<Record<string, string>> = { RATE_LIMITED: words.busy, STORE_FULL: words.full, ENDPOINT_UNKNOWN: words.noEndpoint };
  return known[failure.code] ?? words.refused(failure.code);
}
