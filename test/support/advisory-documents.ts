import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AdvisoryRecord } from '../../src/domain/advisories/advisory.ts';
import { readDocument } from '../../src/advisories/read-document.ts';

/** A folder of the reference data, or null, said so, where it is not at hand. */
export function corpusFolder(name: string): string | null {
  const folder = join(process.env.WARDWATCH_CORPUS ?? resolve('../shared/data'), name);
  if (existsSync(folder)) return folder;
  console.warn(`skipped: the reference data ${name} is not at hand`);
  return null;
}

const context = { source: '/in/document', readOn: '2026-01-31' };

export type DocumentRead =
  | { readonly format: string; readonly records: readonly AdvisoryRecord[] }
  | { readonly format: string | null; readonly refused: string };

export async function readBytes(bytes: Uint8Array, source = context.source): Promise<DocumentRead> {
  const read = await readDocument(bytes, { ...context, source });
  return read.status === 'read' ? { format: read.format, records: [...read.records] } : { format: read.format, refused: read.reason };
}

export const readText = (text: string, source?: string): Promise<DocumentRead> => readBytes(Buffer.from(text), source);
export const readJson = (json: unknown, source?: string): Promise<DocumentRead> => readText(JSON.stringify(json), source);

/** The records of a document that must be accepted. */
export async function recordsOf(document: unknown, source?: string): Promise<readonly AdvisoryRecord[]> {
  const read = typeof document === 'string' ? await readText(document, source) : await readJson(document, source);
  if ('refused' in read) throw new Error(`refused: ${read.refused}`);
  return read.records;
}

/** The one advisory of a document that must be accepted. */
export async function advisoryOf(document: unknown, source?: string) {
  const [record, ...more] = await recordsOf(document, source);
  if (record?.kind !== 'advisory' || more.length > 0) throw new Error('the document gives other than one advisory');
  return record.advisory;
}
