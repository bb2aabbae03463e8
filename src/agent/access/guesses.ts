/** How many wrong codes came in a row, and when the next may be tried (milliseconds by the machine's clock). */
export interface Guesses {
  readonly wrong: number;
  readonly nextAt: number;
}

export const noGuesses: Guesses = { wrong: 0, nextAt: 0 };

/** A slip of the finger costs nothing. */
const free = 2;
export const longestWaitMs = 15 * 60_000;

/** 1 s after the third wrong code, then twice as long each time, to 15 minutes. */
export const waitAfter = (wrong: number): number => (wrong <= free ? 0 : Math.min(longestWaitMs, 1000 * 2 ** (wrong - free - 1)));

export const afterWrong = ({ wrong }: Guesses, now: number): Guesses => ({ wrong: wrong + 1, nextAt: now + waitAfter(wrong + 1) });

/** A clock that was set back never makes anybody wait longer than the delay that was due. */
export const waitMs = ({ wrong, nextAt }: Guesses, now: number): number => Math.min(waitAfter(wrong), Math.max(0, nextAt - now));

/** Whether this many in a row are worth telling the collector. */
export const isWorthTelling = (wrong: number): boolean => wrong === 5 || (wrong > 0 && wrong % 50 === 0);
