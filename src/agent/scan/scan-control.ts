import { AppError, isErrorCode, toAppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { type ScanEvent, scanEvent } from '../../contracts/scan-event.ts';
import type { OwnProcess } from '../../platform/own-process.ts';
import { type Limits, supervise } from '../watchdog/supervise.ts';

export interface ScanRequest {
  /** All scanners when absent. */
  readonly scannerIds?: readonly string[] | undefined;
  /** Whether the scan keeps to the CPU budget. */
  readonly paced: boolean;
  /** A person at the machine asked for it: people may end it too, unless the agent itself has come to need it. */
  readonly isAskedFor?: boolean;
}

export interface ScanControlDeps {
  /** Starts a scanning process; its events come as lines. */
  readonly start: (
    scannerIds: readonly string[] | undefined,
    onLine: (line: string) => void,
    onErrorLine: (line: string) => void,
  ) => OwnProcess;
  readonly limits: Limits & { readonly cpuShare: number };
  /** Called with the AppError that ended a scan: LIMIT_EXCEEDED, or what the scan said itself. */
  readonly onFailure: (error: AppError) => void;
}

/** Runs scans in a process of their own, one at a time: who asks while one runs joins it. */
export interface ScanControl {
  /** Resolves with the scan's id when it has ended. */
  run(request: ScanRequest, onEvent?: (event: ScanEvent) => void): Promise<string>;
  isRunning(): boolean;
  /** Follows the scan under way from its first event on; null where none runs. */
  watch(onEvent: (event: ScanEvent) => void): Promise<string> | null;
  /** Ends a scan that people asked for. False where none runs; throws FORBIDDEN for one that the agent needs. */
  cancel(): boolean;
  /** Ends the scan under way, if any; what it has stored stays. */
  stop(): void;
}

export function createScanControl({ start, limits, onFailure }: ScanControlDeps): ScanControl {
  let underWay: {
    readonly result: Promise<string>;
    readonly listeners: Set<(event: ScanEvent) => void>;
    readonly child: OwnProcess;
    readonly told: ScanEvent[];
    isAskedFor: boolean;
  } | null = null;

  const begin = ({ scannerIds, paced, isAskedFor = false }: ScanRequest): NonNullable<typeof underWay> => {
    const told: ScanEvent[] = [];
    const listeners = new Set<(event: ScanEvent) => void>();
    let scanId: string | null = null;
    let said = '';
    const child = start(
      scannerIds,
      (line) => {
        const event = scanEvent.safeParse(parseJson(line));
        if (!event.success) return;
        if (event.data.event === 'scan-finished') scanId = event.data.scanId;
        told.push(event.data); // a few for each scanner
        for (const listener of listeners) listener(event.data);
      },
      (line) => {
        said = `${said}${line}\n`.slice(-2000);
      },
    );
    const follow = async (): Promise<string> => {
      await supervise(child, { ...limits, cpuShare: paced ? limits.cpuShare : null });
      const code = await child.ended;
      if (scanId !== null) return scanId;
      throw new AppError(
        code === 3 || code === 2 ? codeIn(said) : 'INTERNAL',
        `The scan ended early (${code}). ${said.trim()}`.slice(0, 500),
      );
    };
    const result = follow()
      .catch((thrown: unknown) => {
        const error = toAppError(thrown);
        onFailure(error);
        for (const listener of listeners) listener({ event: 'scan-failed', code: error.code, message: error.message });
        throw error;
      })
      .finally(() => {
        underWay = null;
      });
    return { result, listeners, child, told, isAskedFor };
  };

  return {
    isRunning: () => underWay !== null,
    stop: () => underWay?.child.terminate('SIGTERM'),
    cancel() {
      if (underWay === null) return false;
      if (!underWay.isAskedFor)
        throw new AppError(
          'FORBIDDEN',
          'The agent needs this scan: it is not of those that people asked for. It ends by itself; scans can be paused.',
        );
      underWay.child.terminate('SIGTERM');
      return true;
    },
    watch(onEvent) {
      if (underWay === null) return null;
      for (const event of underWay.told) onEvent(event);
      underWay.listeners.add(onEvent);
      return underWay.result;
    },
    run(request, onEvent) {
      if (underWay && !request.isAskedFor) underWay.isAskedFor = false;
      underWay ??= begin(request);
      if (onEvent) {
        for (const event of underWay.told) onEvent(event);
        underWay.listeners.add(onEvent);
      }
      return underWay.result;
    },
  };
}

/** The scanning process names the code of its error in brackets at the end of what it says. */
function codeIn(said: string): AppError['code'] {
  const code = /\[([A-Z_]+)\]\s*$/.exec(said.trim())?.[1] ?? '';
  return isErrorCode(code) ? code : 'INTERNAL';
}
