import { createHmac } from 'node:crypto';
import { decodeBase32 } from './base32.ts';

const stepMs = 30_000;
const codeDigits = 6;

/** RFC 4226, section 5.3: the code of a counter, with leading zeros. */
export function hotp(key: Uint8Array, counter: number, digits: number = codeDigits): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', key).update(message).digest();
  const offset = mac.readUInt8(mac.length - 1) & 15;
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

export const totpStepAt = (nowMs: number): number => Math.floor(nowMs / stepMs);

/**
 * RFC 6238: the step of time to which this code belongs, the present one or a neighbour of it; null for a wrong code and
 * for one whose step, or a later one, was used before.
 */
export function totpStepOf(
  secret: string,
  code: string,
  { nowMs, lastStep }: { readonly nowMs: number; readonly lastStep: number },
): number | null {
  const key = decodeBase32(secret);
  const now = totpStepAt(nowMs);
  const matching = [now - 1, now, now + 1].filter((step) => step > lastStep && step >= 0 && hotp(key, step) === code);
  return matching.at(0) ?? null;
}

/** The text that authenticator apps read, mostly from a QR code. */
export function otpauthUri(secret: string, login: string): string {
  const query = new URLSearchParams({
    secret,
    issuer: 'WardWatch',
    algorithm: 'SHA1',
    digits: String(codeDigits),
    period: String(stepMs / 1000),
  });
  return `otpauth://totp/WardWatch:${encodeURIComponent(login)}?${query.toString()}`;
}
