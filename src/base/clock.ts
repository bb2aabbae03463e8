/** Where time comes from; passed in, so that rules and tests never depend on the machine's clock. */
export interface Clock {
  /** Milliseconds since the Unix epoch, as the machine believes them: hospital clocks may lie. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** RFC 3339 in UTC with milliseconds. */
export function isoTime(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
