import { failureText } from '../../components/failure-notice.tsx';
import type { WarningVoice } from '../../i18n/warning-voice.ts';
import type { Failure } from '../answer.ts';

/** Why something was not stored, and what to do; an answer that never came leaves open whether it was. */
export function refusalText(failure: Failure, voice: WarningVoice): string {
  const { refusal } = voice.warningForm;
  if (failure.kind === 'signed-out') return refusal.signedOut;
  if (failure.kind !== 'refused') return refusal.unanswered;
  const known: Readonly<Record<string, string>> = {
    WARNING_EXISTS: refusal.exists,
    NOT_FOUND: refusal.gone,
    FORBIDDEN: refusal.forbidden,
    REQUEST_INVALID: refusal.invalid,
    BODY_TOO_LARGE: refusal.tooLarge,
  };
  return known[failure.code] ?? failureText(failure, voice);
}
