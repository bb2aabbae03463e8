/** Flags of a rule's regular expression: without case, `^` and `$` at every line, `.` also for line breaks. */
export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

/** Compiles an expression that is looked for anywhere in a text, in time linear in the text; null for one that it does not support. */
export type RegexEngine = (expression: string, flags: RegexFlags) => ((text: string) => boolean) | null;
