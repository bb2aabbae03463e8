import { createHash } from 'node:crypto';
import type { PolicyQuestion } from '../../contracts/policy.ts';

export type HeldPolicy = 'none' | 'newest' | 'older' | 'foreign' | 'absurd';

/** A collector that was put back lacks a few versions, never so many: one machine's word must not use up the numbers. */
const mostAhead = 10_000;

/** Pure. What a machine's policy is to this collector: one that it has not published is told as foreign. */
export function judgeHeld(
  { version, digest }: PolicyQuestion,
  newest: { readonly version: number; readonly document: string } | null,
): HeldPolicy {
  if (version === 0) return 'none';
  const last = newest?.version ?? 0;
  if (version > last) return version - last > mostAhead ? 'absurd' : 'foreign';
  if (version < last) return 'older';
  return digest === undefined || digest === sha256(newest?.document ?? '') ? 'newest' : 'foreign';
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
