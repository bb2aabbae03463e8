import { AppError } from '../../base/app-error.ts';
import { type Advisory, type AffectedProduct, documentFormats, type VersionRange } from '../../domain/advisories/advisory.ts';
import { versionSchemes } from '../../domain/versions/version-scheme.ts';

/**
 * The text that shortAdvisory made, as it is stored. Throws STORE_UNUSABLE for what nothing of this product wrote. What comes from outside
 * is held against the schema of contracts/advisory.ts before it is stored; here a general schema takes several times as long as the reading.
 */
export function readAdvisory(body: string): Advisory {
  const { id, format, cves, title, cvss, publishedAt, modifiedAt, withdrawnAt, references, products } = fieldsOf(JSON.parse(body));
  return {
    id: text(id),
    format: oneOf(documentFormats, format),
    cves: texts(cves),
    title: text(title),
    cvss: numberOrNull(cvss),
    publishedAt: textOrNull(publishedAt),
    modifiedAt: textOrNull(modifiedAt),
    withdrawnAt: textOrNull(withdrawnAt),
    references: texts(references),
    products: listOf(products, readProduct),
  };
}

function readProduct(written: unknown): AffectedProduct {
  const { keys, label, vendor, scheme, status, ranges, versions, updates, architectures, remedy, isFixPlanned } = fieldsOf(written);
  return {
    keys: texts(keys),
    label: text(label),
    vendor: textOrNull(vendor),
    scheme: oneOf(versionSchemes, scheme),
    status: status === undefined ? 'affected' : oneOf(statuses, status),
    ranges: listOf(ranges, readRange),
    versions: texts(versions),
    updates: texts(updates),
    architectures: listOf(architectures, readArchitecture),
    remedy: textOrNull(remedy),
    isFixPlanned: isFixPlanned === undefined || trueOrFalse(isFixPlanned),
  };
}

function readRange(written: unknown): VersionRange {
  const { introduced, isAfter, fixed, lastAffected } = fieldsOf(written);
  const range = { introduced: textOrNull(introduced), fixed: textOrNull(fixed), lastAffected: textOrNull(lastAffected) };
  return isAfter === undefined ? range : { ...range, isAfter: oneOf([true], isAfter) };
}

const statuses = ['affected', 'not-affected', 'under-investigation'] as const;
const readArchitecture = (written: unknown) => oneOf(['x64', 'x86', 'arm64'], written);

type Fields = Readonly<Record<string, unknown>>;
const isFields = (written: unknown): written is Fields => typeof written === 'object' && written !== null && !Array.isArray(written);

const fieldsOf = (written: unknown): Fields => (isFields(written) ? written : torn());
const text = (written: unknown): string => (typeof written === 'string' ? written : torn());
const textOrNull = (written: unknown): string | null => (written === undefined || written === null ? null : text(written));
const numberOrNull = (written: unknown): number | null =>
  written === undefined || written === null ? null : typeof written === 'number' ? written : torn();
const trueOrFalse = (written: unknown): boolean => (typeof written === 'boolean' ? written : torn());
const texts = (written: unknown): string[] => listOf(written, text);

function listOf<Item>(written: unknown, read: (item: unknown) => Item): Item[] {
  if (written === undefined) return [];
  return Array.isArray(written) ? written.map((item: unknown) => read(item)) : torn();
}

const oneOf = <const Value extends string | boolean>(values: readonly Value[], written: unknown): Value =>
  values.find((value) => value === written) ?? torn();

function torn(): never {
  throw new AppError(
    'STORE_UNUSABLE',
    'A stored advisory is damaged. Import the advisories again into a new data folder, and look whether the disk is failing.',
  );
}
