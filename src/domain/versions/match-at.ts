export interface PartFound {
  readonly found: RegExpExecArray | null;
  /** Where the text goes on: after the part, or where it was looked for. */
  readonly end: number;
}

/** A part of a version from a place on; `part` is sticky, so that nothing between is passed over. */
export function matchAt(part: RegExp, version: string, from: number): PartFound {
  part.lastIndex = from;
  const found = part.exec(version);
  return { found, end: from + (found?.[0].length ?? 0) };
}
