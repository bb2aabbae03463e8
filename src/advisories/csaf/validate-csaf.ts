import { isObject } from '../json-object.ts';
import { quoted } from '../problem-in-words.ts';
import { againstReferences } from './reference-check.ts';
import { againstRelationships } from './relationship-check.ts';

/** The library describes every error of the schema: of millions that takes gigabytes. */
const mostValues = 500_000;

/** Checked here in time that grows with the document, and not with its square or worse. */
const ownTests: ReadonlySet<string> = new Set(['mandatoryTest_6_1_1', 'mandatoryTest_6_1_3']);

/** Why a document is not CSAF 2.0 by its schema and mandatory tests (sections 6.1.1 to 6.1.33); null where it is. */
export async function againstCsaf(json: unknown): Promise<string | null> {
  const version = versionOf(json);
  if (version !== '2.0') return `It is CSAF ${quoted(String(version))}; CSAF 2.0 is read. Fetch the document in CSAF 2.0.`;
  const size = againstSize(json);
  if (size !== null) return size;
  const { default: csaf_2_0 } = await import('@secvisogram/csaf-validator-lib/lib/schemaTests/csaf_2_0.js');
  const { isValid, errors } = csaf_2_0(json);
  if (!isValid) return inWords('the schema of CSAF 2.0', errors);
  const own = againstReferences(json) ?? againstRelationships(json);
  if (own !== null) return `${own} Nothing of it was imported.`;
  for (const [name, test] of Object.entries(await import('@secvisogram/csaf-validator-lib/mandatoryTests.js'))) {
    if (ownTests.has(name) || typeof test !== 'function') continue;
    const result = await test(json);
    if (result.isValid === false)
      return inWords(`CSAF mandatory test ${name.slice('mandatoryTest_'.length).replaceAll('_', '.')}`, result.errors ?? []);
  }
  return null;
}

function versionOf(json: unknown): unknown {
  const document = isObject(json) ? json.document : null;
  return isObject(document) ? document.csaf_version : null;
}

const inWords = (broken: string, [first]: readonly { message: string; instancePath: string }[]): string =>
  `It breaks ${broken}${first ? ` at ${first.instancePath.slice(0, 300) || '/'}: ${first.message.slice(0, 300)}` : ''}. Nothing of it was imported.`;

/** The schema holds each item of a list against each other: lists of 30,000 products take some seconds. */
const mostComparisons = 1_000_000_000;

function againstSize(json: unknown): string | null {
  let values = 0;
  let comparisons = 0;
  const waiting = [json];
  while (waiting.length > 0) {
    const value = waiting.pop();
    values += 1;
    if (Array.isArray(value)) comparisons += value.length ** 2;
    if (values > mostValues) return `It holds more than ${mostValues} values, the most that is read of a CSAF document.`;
    if (comparisons > mostComparisons) return 'Its lists are longer than can be checked for what stands twice in them.';
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) waiting.push(inner);
  }
  return null;
}
