import { z } from 'zod';
import { cveFaults } from '../domain/warnings/cve-id.ts';
import { effects, letterDoubts, longestLetter } from '../domain/warnings/letter/reading.ts';
import { impacts } from '../domain/warnings/warning.ts';

export const letterRequest = z.strictObject({ text: z.string().min(1).max(longestLetter) });

const span = z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative() });
const doubts = z.array(z.enum(letterDoubts)).readonly();
const proposal = <Value extends z.ZodType>(value: Value) => z.strictObject({ value, text: z.string(), span, doubts });
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

/** What was recognised in the text of a letter: proposals for a person to confirm, with the words that they came from. */
export const letterReading = z.strictObject({
  number: list(proposal(z.string())),
  issuedOn: list(proposal(z.string().nullable())),
  title: list(proposal(z.string())),
  cves: list(
    proposal(z.string()).extend({
      spans: list(span),
      alternatives: list(z.string()),
      impact: z.enum(impacts).nullable(),
      impacts: list(proposal(z.enum(impacts))),
      impactDoubts: doubts,
      isExploited: z.boolean(),
    }),
  ),
  malformedCves: list(z.strictObject({ text: z.string(), span, fault: z.enum(cveFaults), meant: z.string().nullable() })),
  products: list(proposal(z.string())),
  effects: list(proposal(z.enum(effects))),
  exploited: list(proposal(z.literal(true))),
  deadline: list(proposal(z.string().nullable())),
  isCut: z.boolean(),
});
