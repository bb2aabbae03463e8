import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { inventory } from '../../contracts/inventory.ts';
import type { Summary, updatesSection } from '../../contracts/summary.ts';
import { frameOf } from '../../domain/inventory/inventory.ts';
import { namedItemsOf } from '../../inventory/named-items.ts';
import type { InventoryStore } from '../../storage/collector/inventory-store.ts';
import type { SectionStore } from '../../storage/collector/section-store.ts';
import type { IngestSummary } from '../../storage/collector/summary-ingest.ts';
import { endpointUnknown } from './open-signed.ts';

type Section = z.infer<typeof inventory> | z.infer<typeof updatesSection>;

export interface UploadDeps {
  readonly ingest: IngestSummary;
  readonly sections: SectionStore;
  readonly inventories: InventoryStore;
  readonly clock: Clock;
}

/** Stores a summary whose signature, by `endpointId`, holds; on disk when it returns. `text` is its JSON. */
export async function takeSummary({ ingest, clock }: UploadDeps, endpointId: string, summary: Summary, text: string) {
  if (summary.endpointId !== endpointId)
    throw new AppError(
      'FORBIDDEN',
      `Endpoint ${endpointId} signed a summary of endpoint ${summary.endpointId}. An endpoint speaks for itself only.`,
    );
  const outcome = await ingest({ summary, text, receivedAt: clock.now() });
  if (outcome.stored === 'endpoint-unknown') throw endpointUnknown(endpointId);
  return outcome;
}

/** Stores a section under its own digest. Resolves with whether an inventory came that was not known. */
export async function takeSection(
  { sections, inventories, clock }: UploadDeps,
  digest: string,
  text: string,
  section: Section,
): Promise<boolean> {
  if (createHash('sha256').update(text).digest('hex') !== digest)
    throw new AppError('REQUEST_INVALID', 'The section is not the one that its address names: its SHA-256 is another. Nothing was stored.');
  const isNew = 'system' in section && (await inventories.save(digest, frameOf(section), namedItemsOf(section)));
  if (!(await sections.has(digest))) await sections.save(digest, text, clock.now());
  return isNew;
}

export function signedWithFormerKey(): AppError {
  return new AppError(
    'SEQUENCE_FORKED',
    'This was signed with the key that the endpoint had before: another machine with the same identity has changed it since. This machine asks for an identity of its own by itself; retire what is no longer in use.',
  );
}

export function forked(sequence: number, lastSequence: number): AppError {
  return new AppError(
    'SEQUENCE_FORKED',
    `Sequence ${sequence} has passed (the last is ${lastSequence}) under another summary: two machines use this identity, or one was restored from an image. This machine asks for an identity of its own by itself; retire what is no longer in use.`,
  );
}
