/** A line that is not blank. */
export interface CaptureLine {
  readonly indent: number;
  readonly text: string;
}

/** No more than the first `most`. wmic ends lines with two carriage returns and a line feed; copies mix all kinds of line ends. */
export const captureLines = (text: string, most: number): readonly CaptureLine[] =>
  text
    .split(/[\r\n]+/, most)
    .map((line) => {
      const trimmed = line.trimEnd();
      const start = trimmed.trimStart();
      return { indent: trimmed.length - start.length, text: start };
    })
    .filter((line) => line.text !== '');
