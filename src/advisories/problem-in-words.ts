import type { z } from 'zod';

/** The first thing that a schema finds wrong, with where it stands: `vulnerabilities[3].cveID: …`. */
export function problemInWords({ issues: [first] }: z.ZodError, below = ''): string {
  if (!first) return 'It is not of the form that its format asks for.';
  const path = first.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step).slice(0, 100)}`)).join('');
  return `${`${below}${path}`.replace(/^\./, '') || 'The document'}: ${first.message}. Nothing of it was imported.`;
}

/** Words of documents, short enough for a message. */
export const quoted = (text: string): string => `"${text.length > 80 ? `${text.slice(0, 80)}…` : text}"`;
