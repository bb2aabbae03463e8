import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';

export interface Challenges {
  /** base64url, 56 bytes; holds for five minutes, for this purpose alone. */
  issue(purpose: string): string;
  /** Takes the challenge: it holds once. Call it when all else about an answer is right. */
  take(challenge: string, purpose: string): boolean;
  /** Whether `take` would. */
  holds(challenge: string, purpose: string): boolean;
}

const holdsMs = 5 * 60_000;
const nonceBytes = 16;
const macAt = nonceBytes + 8;

/**
 * Challenges that need no memory until they are answered rightly: whoever asks for a million of them takes nobody else's away.
 * A restart voids those that are out.
 */
export function createChallenges(clock: Clock): Challenges {
  const key = randomBytes(32);
  const taken = new Map<string, number>();
  const macOf = (head: Buffer, purpose: string): Buffer => createHmac('sha256', key).update(head).update(purpose).digest();
  const endOf = (challenge: string, purpose: string): number | null => {
    const bytes = Buffer.from(challenge, 'base64url');
    if (bytes.length !== macAt + 32) return null;
    const head = bytes.subarray(0, macAt);
    return timingSafeEqual(bytes.subarray(macAt), macOf(head, purpose)) ? Number(head.readBigUInt64BE(nonceBytes)) : null;
  };
  const holds = (challenge: string, purpose: string): boolean => {
    const end = endOf(challenge, purpose);
    return end !== null && clock.now() < end && !taken.has(challenge);
  };
  return {
    issue(purpose) {
      const head = Buffer.concat([randomBytes(nonceBytes), Buffer.alloc(8)]);
      head.writeBigUInt64BE(BigInt(clock.now() + holdsMs), nonceBytes);
      return Buffer.concat([head, macOf(head, purpose)]).toString('base64url');
    },
    holds,
    take(challenge, purpose) {
      if (!holds(challenge, purpose)) return false;
      const now = clock.now();
      for (const [old, end] of taken) if (end <= now) taken.delete(old);
      taken.set(challenge, now + holdsMs);
      return true;
    },
  };
}
