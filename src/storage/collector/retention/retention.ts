import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { CollectorSchema } from '../schema.ts';
import { forgetAudit } from './forget-audit.ts';
import { forgetFindings, forgetSections } from './forget-findings-and-sections.ts';
import { forgetSummaries } from './forget-summaries.ts';
import type { Step } from './step.ts';

/** Days, by the collector's clock; null keeps a kind for ever. */
export interface RetentionDays {
  readonly summaries: number | null;
  readonly resolvedFindings: number | null;
  readonly sections: number | null;
  readonly audit: number | null;
}

export interface Forgotten {
  readonly summaries: number;
  readonly resolvedFindings: number;
  readonly sections: number;
  readonly audit: number;
}

export interface RetentionStore {
  /** Lets go what is older, in small steps between which others write; what is gone frees its place in the file. */
  forget(days: RetentionDays, now: number, signal: AbortSignal): Promise<Forgotten>;
}

const dayMs = 86_400_000;
/** Between two steps: who waits for the database comes first. */
const pauseMs = 5;
/** Of 4 KiB. */
const pagesAtOnce = 256;

/** At most so many pages of the file. */
export type GivePagesBack = (pages: number) => void;

export function createRetentionStore(db: Kysely<CollectorSchema>, giveBack: GivePagesBack): RetentionStore {
  return {
    async forget(days, now, signal) {
      const walk = async <Place>(
        kept: number | null,
        from: Place,
        step: (db: Kysely<CollectorSchema>, before: number, from: Place) => Promise<Step<Place>>,
      ): Promise<number> => {
        let gone = 0;
        if (kept === null) return gone;
        for (let place: Place | null = from; place !== null; ) {
          signal.throwIfAborted();
          const at: Place = place;
          const done = await db.transaction().execute((transaction) => step(transaction, now - kept * dayMs, at));
          gone += done.gone;
          place = done.next;
          await wait(pauseMs, undefined, { signal });
        }
        return gone;
      };
      const forgotten = {
        summaries: await walk(days.summaries, 0, forgetSummaries),
        resolvedFindings: await walk(days.resolvedFindings, 0, forgetFindings),
        sections: await walk(days.sections, '', forgetSections),
        audit: await walk(days.audit, now, forgetAudit),
      };
      await freePages(db, giveBack, signal);
      return forgotten;
    },
  };
}

/**
 * Gives free pages back to the disk, a few at a time and never within somebody's transaction. Does nothing in a file that was not made for
 * that: there they are used again.
 */
async function freePages(db: Kysely<CollectorSchema>, giveBack: GivePagesBack, signal: AbortSignal): Promise<void> {
  const free = async (): Promise<number> =>
    (await sql<{ freelist_count: number }>`PRAGMA freelist_count`.execute(db)).rows[0]?.freelist_count ?? 0;
  for (let before = await free(); before > 0; ) {
    await db.connection().execute(async () => giveBack(pagesAtOnce));
    const left = await free();
    if (left >= before) return;
    before = left;
    await wait(pauseMs, undefined, { signal });
  }
}
