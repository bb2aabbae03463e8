import type { z } from 'zod';
import { AppError } from '../base/app-error.ts';
import type { Clock } from '../base/clock.ts';
import type { SupportEnd } from '../domain/advisories/advisory.ts';
import type { FileLedger } from '../domain/file-ledger.ts';
import type { SystemIdentity } from '../domain/inventory/inventory.ts';
import type { Judgement } from '../domain/judgement.ts';
import type { ScannerId } from '../domain/scanner-ids.ts';
import type { ThingKind } from '../domain/thing.ts';
import type { Host } from '../platform/host.ts';

export interface ScanContext {
  readonly host: Host;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What this scanner's last judgement gave as `remember`; null before. */
  readonly remembered: string | null;
  /** Where a scanner of many files keeps their baseline. */
  readonly ledger: FileLedger;
  /** All watched contents are read again after so many days, moved or not. */
  readonly rehashDays: number;
  /** Policy of this machine that a scanner judges by. */
  readonly removableMedia: 'allowed' | 'forbidden';
  /** What imported documents say of the end of a system's support; null where none does. */
  readonly importedSupport: (system: SystemIdentity) => SupportEnd | null;
  /** Absolute paths of files and folders that this machine's people want watched besides. */
  readonly extraFiles: readonly string[];
}

export type JudgingContext = Pick<ScanContext, 'remembered' | 'removableMedia' | 'importedSupport'>;

/** Places that a scanner tells changes of: what they hold, where they are. `*` and `~` as in `expandPaths`. */
export interface WatchedPlace {
  readonly kind: ThingKind;
  readonly places: readonly string[];
}

/** One check. Whoever runs it owns its time-out, its failure and what is stored of it. */
export interface Scanner {
  readonly id: ScannerId;
  readonly runsOn: readonly Host['os'][];
  readonly everyMinutes: number;
  readonly timeoutMs: number;
  readonly watches?: readonly WatchedPlace[];
  scan(context: ScanContext): Promise<Judgement>;
}

export interface ScannerSpec<Facts> extends Omit<Scanner, 'scan'> {
  /** What `collect` must give, to the last field. */
  readonly facts: z.ZodType<Facts>;
  collect(context: ScanContext): Promise<Facts>;
  /** Pure. */
  judge(facts: Facts, nowMs: number, context: JudgingContext): Judgement;
}

/** Facts that are not of their declared shape end the scan with OUTPUT_NOT_UNDERSTOOD: nothing is judged on a guess. */
export function defineScanner<Facts>({ facts, collect, judge, ...scanner }: ScannerSpec<Facts>): Scanner {
  return {
    ...scanner,
    scan: async (context) => {
      const parsed = facts.safeParse(await collect(context));
      if (!parsed.success)
        throw new AppError(
          'OUTPUT_NOT_UNDERSTOOD',
          `What ${scanner.id} read is not of the expected shape: ${parsed.error.issues[0]?.message ?? ''}.`,
        );
      return judge(parsed.data, context.clock.now(), context);
    },
  };
}
