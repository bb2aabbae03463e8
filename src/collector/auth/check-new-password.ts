import { AppError } from '../../base/app-error.ts';
import { faultOfPassword, leastPasswordLength, mostPasswordLength, type PasswordFault } from '../../domain/access/password-rules.ts';

const why: Readonly<Record<PasswordFault, string>> = {
  'too-short': `it has fewer than ${leastPasswordLength} characters`,
  'too-long': `it has more than ${mostPasswordLength} characters`,
  'is-login': 'it is the login',
};

/** Throws PASSWORD_UNFIT. */
export function checkNewPassword(password: string, login: string): void {
  const fault = faultOfPassword(password, login);
  if (fault !== null)
    throw new AppError('PASSWORD_UNFIT', `This password will not do: ${why[fault]}. Several words in a row make a good one.`);
}
