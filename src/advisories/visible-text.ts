import { z } from 'zod';
import { plainWords } from './plain-words.ts';

/** A name or an id of a document, of which something can be seen: `plainWords` leaves it something. */
export const visibleText = (maxLength: number): z.ZodType<string> =>
  z
    .string()
    .max(maxLength)
    .refine((text) => plainWords(text) !== '', 'holds nothing that can be seen');
