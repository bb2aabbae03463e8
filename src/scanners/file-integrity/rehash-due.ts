import { createHash } from 'node:crypto';

const dayMs = 86_400_000;

/**
 * Whether the contents of a folder are to be read again though nothing of it moved. Each folder has an age of its own for that, between
 * half of the days and all of them, so that no single scan reads the whole disk. A time that lies ahead comes from a clock that was wrong.
 */
export function isRehashDue(path: string, hashedAtMs: number, { nowMs, rehashDays }: { nowMs: number; rehashDays: number }): boolean {
  const share = createHash('sha256').update(path).digest().readUInt32BE() / 2 ** 32;
  const ageMs = nowMs - hashedAtMs;
  return ageMs < 0 || ageMs >= rehashDays * dayMs * (0.5 + share / 2);
}
