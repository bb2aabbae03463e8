import type { AccountTexts } from '../../i18n/account-texts.ts';
import type { Failure } from '../answer.ts';

/** Why something about one's own account was not done. `wrong` stands for what a refusal without a code of its own means here. */
export function accountFault(failure: Failure, wrong: string, texts: AccountTexts): string {
  if (failure.kind === 'signed-out') return texts.ended;
  if (failure.kind !== 'refused') return texts.failed;
  const known: Readonly<Record<string, string>> = {
    RATE_LIMITED: texts.tooMany,
    PASSWORD_UNFIT: texts.unfit,
    PASSKEY_UNAVAILABLE: texts.passkeyNoName,
    LAST_SECOND_FACTOR: texts.passkeyLast,
    FORBIDDEN: wrong,
  };
  return known[failure.code] ?? texts.failed;
}
