import { failureText } from '../../components/failure-notice.tsx';
import { peopleTexts } from '../../i18n/people-texts.ts';
import type { Voice } from '../../i18n/voice.ts';
import type { Failure } from '../answer.ts';

/** Why nothing about a person was changed. */
export function peopleFault(failure: Failure, voice: Voice): string {
  const { faults } = peopleTexts[voice.language];
  const known: Readonly<Record<string, string>> = {
    PERSON_EXISTS: faults.exists,
    USAGE: faults.roleAndUnit,
    REQUEST_INVALID: faults.invalid,
    IDENTITY_TAKEN: faults.taken,
    FORBIDDEN: faults.forbidden,
  };
  return (failure.kind === 'refused' ? known[failure.code] : undefined) ?? failureText(failure, voice);
}
