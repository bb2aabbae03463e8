import { randomBytes } from 'node:crypto';
import { decodeBase32, encodeBase32 } from '../../domain/access/base32.ts';
import { totpStepOf } from '../../domain/access/totp.ts';
import type { Credentials, CredentialStore } from '../../storage/collector/access/credential-store.ts';
import { secretHash } from './secrets.ts';

/** Takes the code, which is used up then. Who has set up no second factor needs none to get as far as their own account. */
export async function isSecondFactor(
  { personId, totpSecret, totpLastStep, hasPasskey }: Credentials,
  code: string,
  store: Pick<CredentialStore, 'useTotpStep' | 'useRecoveryCode'>,
  nowMs: number,
): Promise<boolean> {
  if (totpSecret === null && !hasPasskey) return true;
  const typed = code.replaceAll(/[\s-]/g, '');
  if (totpSecret !== null && /^\d{6}$/.test(typed)) {
    const step = totpStepOf(totpSecret, typed, { nowMs, lastStep: totpLastStep });
    return step !== null && store.useTotpStep(personId, step);
  }
  return typed.length > 0 && store.useRecoveryCode(personId, recoveryHash(typed));
}

/** 160 bits, as RFC 4226, section 4, recommends; base32. */
export const newTotpSecret = (): string => encodeBase32(randomBytes(20));

const recoveryBytes = 10;

/** 80 bits each, in groups of four letters. */
export function newRecoveryCodes(): { readonly codes: readonly string[]; readonly hashes: readonly string[] } {
  const codes = Array.from({ length: 10 }, () => encodeBase32(randomBytes(recoveryBytes)).toLowerCase());
  return { codes: codes.map((code) => code.replaceAll(/.{4}(?=.)/g, '$&-')), hashes: codes.map(recoveryHash) };
}

const recoveryHash = (code: string): string => secretHash(encodeBase32(decodeBase32(code)));
