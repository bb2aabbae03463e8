import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { cveExposure } from '../../contracts/exposure.ts';
import type { exposureAnswer } from '../../contracts/local-api.ts';
import { type ExposedItems, exposedItems } from '../../contracts/local-views.ts';
import type { OwnProcess } from '../../platform/own-process.ts';

type ExposureAnswer = z.infer<typeof exposureAnswer>;

/** Both throw COMMAND_FAILED where the data cannot be read, CANCELLED where the caller has gone. */
export interface ExposureAsker {
  ask(cve: string, signal: AbortSignal): Promise<ExposureAnswer>;
  /** Everything that is installed, at once. */
  askAll(signal: AbortSignal): Promise<ExposedItems>;
}

const longestMs = 120_000;
const mostChars = 3 * 1024 * 1024;
/** As `advisories match --cve … --json` prints it. */
const printed = z.tuple([z.looseObject({ verdict: z.string(), dataReadAt: z.iso.datetime().nullable() })]);

/** Starts `advisories match` with these arguments. */
type StartMatch = (args: readonly string[], onLine: (line: string) => void) => OwnProcess;

/** One question at a time, each answered by a process of its own that matches this machine as it is now. */
export function createExposureAsker(start: StartMatch): ExposureAsker {
  let last: Promise<unknown> = Promise.resolve();
  const askNow = async <Value>(args: readonly string[], contract: z.ZodType<Value>, signal: AbortSignal): Promise<Value> => {
    if (signal.aborted) throw new AppError('CANCELLED', 'Nobody waits for the answer any more.');
    let said = '';
    const child = start(args, (line) => {
      if (said.length < mostChars) said += line;
    });
    const end = (): void => child.terminate('SIGKILL');
    const timer = setTimeout(end, longestMs);
    signal.addEventListener('abort', end, { once: true });
    try {
      const code = await child.ended;
      const answer = contract.safeParse(parseJson(said));
      if (code === 0 && answer.success) return answer.data;
      throw new AppError(
        'COMMAND_FAILED',
        `The vulnerability data on this machine could not be asked (${code}). Try again; the agent's log says more.`,
      );
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  };
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const answer = last.then(work);
    last = answer.catch(() => undefined);
    return answer;
  };
  return {
    ask: (cve, signal) =>
      inTurn(async () => {
        const [{ verdict: status, dataReadAt, ...rest }] = await askNow(['--cve', cve, '--json'], printed, signal);
        return { exposure: cveExposure.parse({ ...rest, status }), dataReadAt };
      }),
    askAll: (signal) => inTurn(() => askNow(['--by-item'], exposedItems, signal)),
  };
}
