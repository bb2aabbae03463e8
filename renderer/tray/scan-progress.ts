import type { ScanEvent } from '../../src/contracts/scan-event.ts';

/** A scan that was asked for here, as far as it has told. */
export type ScanProgress =
  | { readonly kind: 'running'; readonly scannerIds: readonly string[]; readonly done: number; readonly current: string | null }
  | { readonly kind: 'finished'; readonly raised: number; readonly resolved: number }
  | { readonly kind: 'failed'; readonly code: string };

/** Pure. */
export function afterEvent(progress: ScanProgress | null, event: ScanEvent): ScanProgress | null {
  const running = progress?.kind === 'running' ? progress : ({ kind: 'running', scannerIds: [], done: 0, current: null } as const);
  switch (event.event) {
    case 'scan-started':
      return { ...running, scannerIds: event.scannerIds, done: 0 };
    case 'scanner-started':
      return { ...running, current: event.scannerId };
    case 'scanner-finished':
      return { ...running, done: running.done + 1, current: null };
    case 'scan-finished':
      return { kind: 'finished', raised: event.raised, resolved: event.resolved };
    case 'scan-failed':
      return { kind: 'failed', code: event.code };
  }
}
