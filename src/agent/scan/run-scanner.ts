import { AppError, toAppError } from '../../base/app-error.ts';
import type { Coverage } from '../../domain/coverage.ts';
import type { Judgement } from '../../domain/judgement.ts';
import type { ScanContext, Scanner } from '../../scanners/scanner.ts';

export interface ScannerRun {
  readonly coverage: Coverage;
  /** Null unless the scanner did all of its work. */
  readonly judgement: Judgement | null;
}

export type ScannerRunDeps = ScanContext;

/**
 * Runs one scanner within its time-out. Whatever goes wrong in it is its failure, told as such, and not the scan's; only a
 * cancelled scan throws (CANCELLED).
 */
export async function runScanner(scanner: Scanner, context: ScannerRunDeps): Promise<ScannerRun> {
  const { signal } = context;
  const startedMs = performance.now();
  const timeout = AbortSignal.timeout(scanner.timeoutMs);
  const either = AbortSignal.any([signal, timeout]);
  const covered = (status: Coverage['status'], reason?: string): Coverage => ({
    scannerId: scanner.id,
    status,
    ...(reason === undefined ? {} : { reason }),
    durationMs: Math.round(performance.now() - startedMs),
  });
  try {
    const judgement = await Promise.race([scanner.scan({ ...context, signal: either }), whenAborted(either)]);
    const missed = judgement.unreadable?.map(({ subject, reason }) => `${subject}: ${reason}`) ?? [];
    return { coverage: covered('ok', missed.length > 0 ? missed.slice(0, 5).join('; ') : undefined), judgement };
  } catch (thrown) {
    if (signal.aborted)
      throw new AppError('CANCELLED', 'The scan was cancelled; what had been checked until then is stored.', { cause: thrown });
    const error = timeout.aborted ? new AppError('COMMAND_TIMED_OUT', `did not end within ${scanner.timeoutMs} ms`) : toAppError(thrown);
    return { coverage: covered('failed', `${error.code}: ${error.message}`.slice(0, 1000)), judgement: null };
  }
}

/** Rejects when the signal fires, so that a scanner that does not listen cannot hold the scan. */
function whenAborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const fail = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
  if (signal.aborted) fail();
  else signal.addEventListener('abort', fail, { once: true });
  return promise;
}
