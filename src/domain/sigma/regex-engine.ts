/** Flags of a rule's regular expression: without case, `^` and `$` at every line, `.` also for line breaks. */
export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

/** Compiles an expression that is looked for anywhere in a text, in time linear in the text; null for one that it does not support. */
export type RegexEngine = (expression: string, flags: RegexFlags) => ((text: string) => boolean) | null;

const longest = 2000;
const largest = 20_000;

/** How large the program of an expression may become, in states: its length times what its counted repetitions ask for; null for too large. */
export function regexSize(expression: string): number | null {
  const counts = [...expression.matchAll(/\{(\d{1,6})(?:,(\d{0,6}))?\}/g)].map(([, least, most]) =>
    Math.max(Number(least), Number(most ?? 0)),
  );
  const size =
    expression.length *
    Math.max(
      1,
      counts.reduce((sum, count) => sum + count, 0),
    );
  return expression.length > longest || size > largest ? null : size;
}
