import type { ScanEvent } from '../../src/contracts/scan-event.ts';
import type { VerdictStatus } from '../../src/domain/verdict.ts';

/** A scan as far as it has told. */
export type ScanProgress =
  | {
      readonly kind: 'running';
      readonly scannerIds: readonly string[];
      readonly done: number;
      readonly current: string | null;
      readonly results: Readonly<Record<string, ScannerOutcome>>;
    }
  | { readonly kind: 'finished'; readonly raised: number; readonly resolved: number }
  | { readonly kind: 'failed'; readonly code: string };

export interface ScannerOutcome {
  readonly verdict: VerdictStatus;
  readonly findings: number;
  readonly durationMs: number;
}

const nothingYet = { kind: 'running', scannerIds: [], done: 0, current: null, results: {} } as const;

/** Pure. The same event told twice changes nothing: who joins late hears the earlier ones again. */
export function afterEvent(progress: ScanProgress | null, event: ScanEvent): ScanProgress | null {
  const running = progress?.kind === 'running' ? progress : nothingYet;
  switch (event.event) {
    case 'scan-started':
      return { ...nothingYet, scannerIds: event.scannerIds };
    case 'scanner-started':
      return { ...running, current: event.scannerId };
    case 'scanner-finished': {
      const { scannerId, durationMs } = event.coverage;
      const results = { ...running.results, [scannerId]: { verdict: event.verdict, findings: event.findings.length, durationMs } };
      return { ...running, results, done: Object.keys(results).length, current: null };
    }
    case 'scan-finished':
      return { kind: 'finished', raised: event.raised, resolved: event.resolved };
    case 'scan-failed':
      return { kind: 'failed', code: event.code };
  }
}
