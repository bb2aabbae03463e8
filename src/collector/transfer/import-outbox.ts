import { z } from 'zod';
import { AppError, toAppError } from '../../base/app-error.ts';
import { inventory } from '../../contracts/inventory.ts';
import { type Summary, summary, updatesSection } from '../../contracts/summary.ts';
import { type CarriedRequest, sectionDigestOf } from '../../contracts/transfer.ts';
import type { EndpointStore } from '../../storage/collector/endpoint-store.ts';
import { openSigned, type Signer, signerNamed } from '../ingest/open-signed.ts';
import { forked, takeSection, takeSummary, type UploadDeps } from '../ingest/take-upload.ts';
import { readCarried } from './read-carried.ts';

export interface OutboxImportDeps extends UploadDeps {
  readonly endpoints: EndpointStore;
  readonly maxBytes: number;
}

export interface ImportedOutbox {
  readonly endpointId: string | null;
  readonly new: number;
  readonly duplicate: number;
  readonly sections: number;
  readonly refused: readonly { readonly line: number; readonly code: string; readonly why: string }[];
  /** On disk now, with all inventory that the file holds for them. */
  readonly summaryIds: readonly string[];
  /** Where this endpoint stood before. */
  readonly previousSequence: number;
}

const section = z.union([inventory, updatesSection]);

/**
 * Stores what a file brings, each request verified as if the network had brought it: who came first does not matter, and what is there
 * already is a duplicate. A line that is refused keeps nothing else out. Throws TRANSFER_INVALID for what is no such file.
 */
export async function importOutbox(bytes: Buffer, deps: OutboxImportDeps): Promise<ImportedOutbox> {
  const counts = { new: 0, duplicate: 0, sections: 0 };
  const refused: { line: number; code: string; why: string }[] = [];
  const refusedSections = new Set<string>();
  const summaryIds: string[] = [];
  let signer: Signer | null = null;
  let previousSequence = 0;
  for (const carried of readCarried(bytes)) {
    const { line } = carried;
    if (carried.status === 'refused') {
      refused.push({ line, code: 'REQUEST_INVALID', why: carried.why });
      continue;
    }
    const { request } = carried;
    try {
      if (signer === null) {
        signer = await signerNamed(deps.endpoints, request.signatureInput);
        previousSequence = await deps.endpoints.lastSequenceOf(signer.endpointId);
      }
      const { text, json } = await open(request, signer, deps);
      if (request.method === 'PUT') {
        await takeSection(deps, sectionDigestOf(request.path) ?? '', text, parsed(section, json));
        counts.sections += 1;
      } else {
        const document: Summary = parsed(summary, json);
        const outcome = await takeSummary(deps, signer.endpointId, document, text);
        if (outcome.stored === 'forked') throw forked(document.sequence, outcome.lastSequence);
        counts[outcome.stored] += 1;
        if (!outcome.missingSections.some((digest) => refusedSections.has(digest))) summaryIds.push(document.summaryId);
      }
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'INTERNAL' || error.code.startsWith('STORE_')) throw error;
      refused.push({ line, code: error.code, why: error.message });
      if (request.method === 'PUT') refusedSections.add(sectionDigestOf(request.path) ?? '');
    }
  }
  return { endpointId: signer?.endpointId ?? null, ...counts, refused, summaryIds, previousSequence };
}

async function open(request: CarriedRequest, signer: Signer, { endpoints, maxBytes }: OutboxImportDeps) {
  const named = await signerNamed(endpoints, request.signatureInput);
  if (named.endpointId !== signer.endpointId)
    throw new AppError('FORBIDDEN', 'This line is of another endpoint than the first. One file is of one workstation.');
  const { method, path, contentDigest, signature, body } = request;
  const bytes = Buffer.from(body, 'base64');
  return openSigned({ method, path, contentDigest, signature, encoding: 'gzip', bytes }, signer, maxBytes);
}

/** A document with so many faults that telling them overflows the stack is refused like any other. */
function parsed<Value>(schema: z.ZodType<Value>, json: unknown): Value {
  let why: unknown;
  try {
    const result = schema.safeParse(json);
    if (result.success) return result.data;
    why = result.error;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    why = cause;
  }
  throw new AppError('REQUEST_INVALID', 'What this line holds is not what an agent sends. Nothing of it was stored.', { cause: why });
}
