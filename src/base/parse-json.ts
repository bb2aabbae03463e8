/** The value of a JSON text, or undefined for what is none: every caller holds the result against a schema. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
