import { isObject } from '../json-object.ts';
import { quoted } from '../problem-in-words.ts';
import { againstRelationships } from './relationship-check.ts';

/** The library describes every error of the schema: of millions that takes gigabytes. */
const mostValues = 500_000;

/** Checked by `againstRelationships`. */
const ownTest = 'mandatoryTest_6_1_3';

/** Why a document is not CSAF 2.0 by its schema and mandatory tests (sections 6.1.1 to 6.1.33); null where it is. */
export async function againstCsaf(json: unknown): Promise<string | null> {
  const version = versionOf(json);
  if (version !== '2.0') return `It is CSAF ${quoted(String(version))}; CSAF 2.0 is read. Fetch the document in CSAF 2.0.`;
  if (countValues(json, mostValues) > mostValues)
    return `It holds more than ${mostValues} values, the most that is read of a CSAF document.`;
  const { csaf_2_0 } = await import('@secvisogram/csaf-validator-lib/schemaTests.js');
  const { isValid, errors } = csaf_2_0(json);
  if (!isValid) return inWords('the schema of CSAF 2.0', errors);
  const relationships = againstRelationships(json);
  if (relationships !== null) return relationships;
  for (const [name, test] of Object.entries(await import('@secvisogram/csaf-validator-lib/mandatoryTests.js'))) {
    if (name === ownTest || typeof test !== 'function') continue;
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

function countValues(json: unknown, most: number): number {
  let count = 0;
  const waiting = [json];
  while (waiting.length > 0 && count <= most) {
    const value = waiting.pop();
    count += 1;
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) waiting.push(inner);
  }
  return count;
}
