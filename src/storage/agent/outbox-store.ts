import { z } from 'zod';
import type { Sqlite } from '../open-sqlite.ts';
import { outboxRow } from './rows.ts';
import { readRow } from '../read-row.ts';

export interface WaitingSummary {
  readonly sequence: number;
  readonly summaryId: string;
  /** The exact JSON text to send. */
  readonly body: string;
}

export interface OutboxStore {
  /** Takes the next sequence number and keeps what `write` makes of it; part of the caller's transaction. */
  add(summaryId: string, now: string, write: (sequence: number) => string): number;
  /** The oldest that has not been acknowledged, or the oldest of those behind a sequence number. */
  next(after?: number): WaitingSummary | null;
  waiting(): number;
  /** Keeps the newest sent summary, so that a person can read what left the machine; older ones go. */
  acknowledge(sequence: number, now: string): void;
  /** As above, for what came back in a file; false where no such summary waits. */
  acknowledgeSummary(summaryId: string, now: string): boolean;
  lastSent(): { readonly sequence: number; readonly summaryId: string; readonly sentAt: string; readonly body: string } | null;
  lastCreatedAt(): string | null;
  /** Summaries for a collector that this machine has left; their findings are reported again to the new one. */
  forgetAll(): void;
  /** What waits becomes that of another endpoint; what was sent as the former one goes. */
  readdress(endpointId: string): void;
}

const sentRow = z.object({ sequence: z.int(), summary_id: z.string(), sent_at: z.string(), body: z.string() });

export function createOutboxStore(db: Sqlite): OutboxStore {
  const insert = db.prepare("INSERT INTO outbox (summary_id, created_at, body) VALUES (?, ?, '')");
  const fill = db.prepare('UPDATE outbox SET body = ? WHERE sequence = ?');
  const oldest = db.prepare(
    'SELECT sequence, summary_id, body FROM outbox WHERE sent_at IS NULL AND sequence > ? ORDER BY sequence LIMIT 1',
  );
  const waitingNamed = db.prepare('SELECT sequence FROM outbox WHERE sent_at IS NULL AND summary_id = ?').pluck();
  const count = db.prepare('SELECT count(*) AS n FROM outbox WHERE sent_at IS NULL');
  const mark = db.prepare('UPDATE outbox SET sent_at = ? WHERE sequence = ?');
  const forget = db.prepare('DELETE FROM outbox WHERE sent_at IS NOT NULL AND sequence < ?');
  const newestSent = db.prepare(
    'SELECT sequence, summary_id, sent_at, body FROM outbox WHERE sent_at IS NOT NULL ORDER BY sequence DESC LIMIT 1',
  );
  const newest = db.prepare('SELECT created_at FROM outbox ORDER BY sequence DESC LIMIT 1');
  const drop = db.prepare('DELETE FROM outbox');
  const dropSent = db.prepare('DELETE FROM outbox WHERE sent_at IS NOT NULL');
  const readdress = db.prepare("UPDATE outbox SET body = json_set(body, '$.endpointId', ?) WHERE sent_at IS NULL");
  const acknowledge = db.transaction((sequence: number, now: string) => {
    mark.run(now, sequence);
    forget.run(sequence);
  });
  return {
    add(summaryId, now, write) {
      const sequence = Number(insert.run(summaryId, now).lastInsertRowid);
      fill.run(write(sequence), sequence);
      return sequence;
    },
    next(after = 0) {
      const row = readRow(outboxRow.nullable(), oldest.get(after) ?? null);
      return row && { sequence: row.sequence, summaryId: row.summary_id, body: row.body };
    },
    waiting: () => readRow(z.object({ n: z.int() }), count.get()).n,
    acknowledge: (sequence, now) => acknowledge.immediate(sequence, now),
    acknowledgeSummary(summaryId, now) {
      const sequence = z.int().optional().parse(waitingNamed.get(summaryId));
      if (sequence === undefined) return false;
      acknowledge.immediate(sequence, now);
      return true;
    },
    lastSent() {
      const row = readRow(sentRow.nullable(), newestSent.get() ?? null);
      return row && { sequence: row.sequence, summaryId: row.summary_id, sentAt: row.sent_at, body: row.body };
    },
    lastCreatedAt: () => readRow(z.object({ created_at: z.string() }).nullable(), newest.get() ?? null)?.created_at ?? null,
    forgetAll: () => void drop.run(),
    readdress(endpointId) {
      dropSent.run();
      readdress.run(endpointId);
    },
  };
}
