export const leastPasswordLength = 12;
/** Longer ones only cost work. */
export const mostPasswordLength = 200;

export type PasswordFault = 'too-short' | 'too-long' | 'is-login';

/** Length instead of composition, as NIST SP 800-63B, section 3.1.1.2, has it. Null for a password that will do. */
export function faultOfPassword(password: string, login: string): PasswordFault | null {
  const length = Array.from(password.normalize('NFC')).length;
  if (length < leastPasswordLength) return 'too-short';
  if (length > mostPasswordLength) return 'too-long';
  const plain = password.normalize('NFC').trim().toLowerCase();
  return plain === login || plain === login.repeat(Math.ceil(plain.length / login.length)).slice(0, plain.length) ? 'is-login' : null;
}
