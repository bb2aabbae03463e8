import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { type Clock, isoTime } from '../../base/clock.ts';
import { parseJson } from '../../base/parse-json.ts';
import { longestCode, shortestCode } from '../../domain/it-code.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { hashCode, isCodeOf } from './code-hash.ts';
import { afterWrong, type Guesses, isWorthTelling, noGuesses, waitMs } from './guesses.ts';

const codeSetting = 'itCode';
const guessesSetting = 'itCodeGuesses';
const storedGuesses = z.strictObject({ wrong: z.int().nonnegative(), nextAt: z.number() });

/** What lets people of the IT department decide at a workstation without an administrator's account. */
export interface ItCode {
  /**
   * Resolves when the code is right. Throws FORBIDDEN where none is set, IT_CODE_REQUIRED without one, IT_CODE_WRONG, and
   * RATE_LIMITED while another is tried or after wrong ones. A guess is counted, on disk, before it is tried.
   */
  demand(code: string | undefined): Promise<void>;
}

interface ItCodeDeps {
  readonly store: AgentStore;
  readonly clock: Clock;
  /** A hash that the configuration gives to every machine; one that was set on this machine goes before it. */
  readonly configured?: string | undefined;
}

export function createItCode({ store, clock, configured }: ItCodeDeps): ItCode {
  let isTrying = false;
  const read = (): Guesses => storedGuesses.safeParse(parseJson(store.setting(guessesSetting) ?? '')).data ?? noGuesses;
  const keep = (guesses: Guesses): void => store.setSetting(guessesSetting, JSON.stringify(guesses));
  const count = (): void =>
    store.transaction(() => {
      const guesses = afterWrong(read(), clock.now());
      keep(guesses);
      if (isWorthTelling(guesses.wrong))
        store.results.addEvent({
          at: isoTime(clock),
          code: 'it-code-guessed',
          detail: `${guesses.wrong} wrong IT codes in a row were tried at this machine`,
        });
    });
  return {
    async demand(code) {
      const hash = store.setting(codeSetting) ?? configured;
      if (hash === undefined)
        throw new AppError(
          'FORBIDDEN',
          'Only an administrator of this machine may do this: no IT code is set. An administrator sets one with "wardwatch agent it-code set".',
        );
      if (code === undefined) throw new AppError('IT_CODE_REQUIRED', 'This needs the IT code of this machine, or an administrator.');
      const seconds = Math.ceil(waitMs(read(), clock.now()) / 1000);
      if (isTrying || seconds > 0)
        throw new AppError(
          'RATE_LIMITED',
          `Too many wrong IT codes. Nothing was changed; wait ${Math.max(1, seconds)} seconds, or ask an administrator of this machine.`,
        );
      isTrying = true;
      try {
        count();
        if (!(await isCodeOf(hash, code)))
          throw new AppError('IT_CODE_WRONG', 'This is not the IT code of this machine. Nothing was changed.');
        keep(noGuesses);
      } finally {
        isTrying = false;
      }
    },
  };
}

/** The code as it is. Throws USAGE for one too short or too long. */
export function acceptableCode(code: string): string {
  if (code.length >= shortestCode && code.length <= longestCode && code.trim() === code) return code;
  throw new AppError('USAGE', `An IT code has ${shortestCode} to ${longestCode} characters and neither begins nor ends with a space.`);
}

/** Takes the place of any code before it, also while the agent runs, and is told to the collector. Throws USAGE. */
export async function setItCode(store: AgentStore, code: string, clock: Clock): Promise<void> {
  const hash = await hashCode(acceptableCode(code));
  store.transaction(() => {
    store.setSetting(codeSetting, hash);
    store.setSetting(guessesSetting, JSON.stringify(noGuesses));
    store.results.addEvent({ at: isoTime(clock), code: 'it-code-set', detail: 'an administrator set the IT code of this machine' });
  });
}
