import { createHash } from 'node:crypto';
import type { AuditOutcome } from './audit-outcome.ts';

/** One thing that somebody did or saw at the collector. */
export interface AuditEntry {
  /** From 1, without a gap. */
  readonly number: number;
  /** Milliseconds by the collector's clock. */
  readonly at: number;
  /** A login, the name of an API token, or the machine's administrator. */
  readonly who: string;
  readonly role: string | null;
  /** To which that person is bound. */
  readonly unitId: string | null;
  readonly action: string;
  readonly target: string | null;
  readonly outcome: AuditOutcome;
  readonly address: string | null;
}

/** Before the first entry. */
export const beforeFirst = '0'.repeat(64);

/** SHA-256, in hexadecimal, over the hash before and the entry as a JSON array in this order. */
export function auditHash(previous: string, { number, at, who, role, unitId, action, target, outcome, address }: AuditEntry): string {
  const row = JSON.stringify([number, at, who, role, unitId, action, target, outcome, address]);
  return createHash('sha256').update(`${previous}\n${row}`).digest('hex');
}

/** The entry that says up to which one the log was cut, and with which hash. */
export const cutAction = 'audit.cut';
export const cutTarget = ({ number, hash }: { readonly number: number; readonly hash: string }): string => `${number} ${hash}`;

export type ChainFault = 'changed' | 'missing';

/** Pure. Why this entry does not follow the one before it; null where it does. */
export function faultInChain(
  before: { readonly number: number; readonly hash: string },
  entry: AuditEntry & { readonly hash: string },
): ChainFault | null {
  if (entry.number !== before.number + 1) return 'missing';
  return auditHash(before.hash, entry) === entry.hash ? null : 'changed';
}
