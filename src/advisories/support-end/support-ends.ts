import { z } from 'zod';
import type { AdvisoryRecord } from '../../domain/advisories/advisory.ts';
import { productKey } from '../../domain/advisories/product-key.ts';
import { isCalendarDate } from '../calendar-date.ts';
import { type DocumentReader, type ReadOutcome, refused } from '../document-reader.ts';
import { isObject } from '../json-object.ts';
import { problemInWords } from '../problem-in-words.ts';
import { plainWords } from '../plain-words.ts';
import { visibleText } from '../visible-text.ts';

const formatName = 'wardwatch-support-ends';
const words = visibleText(500);
const day = z.string().refine(isCalendarDate, 'is no date in the form YYYY-MM-DD');
const part = z.string().max(200);

const ends = z.strictObject({
  /** As product keys write them (docs/advisory-documents.md); an empty name is all of the release. */
  product: z.strictObject({ space: visibleText(200), release: part, name: part }),
  label: words,
  endsOn: day,
  extendedEndsOn: day.nullable().optional(),
  /** Where this one was read, when not where all were. */
  source: words.optional(),
});
const document = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(1),
  source: words,
  readOn: day,
  supportEnds: z.array(ends).min(1).max(20_000),
});

/** Our own document of ends of support, described in docs/advisory-documents.md. */
export const supportEndsReader: DocumentReader = {
  format: 'endoflife',
  recognises: (content) => content.kind === 'json' && isObject(content.json) && content.json.format === formatName,
  read: (content) => (content.kind === 'json' ? readSupportEnds(content.json) : refused('It is not JSON.')),
};

function readSupportEnds(json: unknown): ReadOutcome {
  const parsed = document.safeParse(json);
  if (!parsed.success) return refused(problemInWords(parsed.error));
  const { source, readOn, supportEnds } = parsed.data;
  const seen = new Map<string, number>();
  const records: AdvisoryRecord[] = [];
  for (const [index, { product: named, label, endsOn, extendedEndsOn = null, source: own }] of supportEnds.entries()) {
    const product = productKey(named);
    const earlier = seen.get(product);
    if (earlier !== undefined)
      return refused(`supportEnds[${index}] is about the product of supportEnds[${earlier}]. Nothing of it was imported.`);
    if (extendedEndsOn !== null && extendedEndsOn < endsOn)
      return refused(`supportEnds[${index}]: extendedEndsOn is before endsOn. Nothing of it was imported.`);
    seen.set(product, index);
    records.push({
      kind: 'support-end',
      supportEnd: { product, label: plainWords(label), endsOn, extendedEndsOn, source: plainWords(own ?? source), readOn },
    });
  }
  return { status: 'read', records };
}
