import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { cveExposure } from '../../contracts/exposure.ts';
import type { exposureAnswer } from '../../contracts/local-api.ts';
import type { OwnProcess } from '../../platform/own-process.ts';

type ExposureAnswer = z.infer<typeof exposureAnswer>;

export interface ExposureAsker {
  /** Throws COMMAND_FAILED where the data cannot be read, CANCELLED where the caller has gone. */
  ask(cve: string, signal: AbortSignal): Promise<ExposureAnswer>;
}

const longestMs = 120_000;
const mostChars = 1024 * 1024;
/** As `advisories match --cve … --json` prints it. */
const printed = z.tuple([z.looseObject({ verdict: z.string(), dataReadAt: z.iso.datetime().nullable() })]);

/** One question at a time, each answered by a process of its own that matches this machine as it is now. */
export function createExposureAsker(start: (cve: string, onLine: (line: string) => void) => OwnProcess): ExposureAsker {
  let last: Promise<unknown> = Promise.resolve();
  const askNow = async (cve: string, signal: AbortSignal): Promise<ExposureAnswer> => {
    if (signal.aborted) throw new AppError('CANCELLED', 'Nobody waits for the answer any more.');
    let said = '';
    const child = start(cve, (line) => {
      if (said.length < mostChars) said += line;
    });
    const end = (): void => child.terminate('SIGKILL');
    const timer = setTimeout(end, longestMs);
    signal.addEventListener('abort', end, { once: true });
    try {
      const code = await child.ended;
      const answer = printed.safeParse(parseJson(said));
      if (code !== 0 || !answer.success)
        throw new AppError(
          'COMMAND_FAILED',
          `The vulnerability data on this machine could not be asked (${code}). Try again; the agent's log says more.`,
        );
      const [{ verdict: status, dataReadAt, ...rest }] = answer.data;
      return { exposure: cveExposure.parse({ ...rest, status }), dataReadAt };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  };
  return {
    ask(cve, signal) {
      const answer = last.then(() => askNow(cve, signal));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}
