import type { Kysely } from 'kysely';
import type { CollectorSchema } from '../schema.ts';
import { type AttachmentStore, createAttachmentStore } from './attachment-store.ts';
import { createFigureStore, type FigureStore } from './figure-store.ts';
import { createImportedMachineStore, type ImportedMachineStore } from './imported-machine-store.ts';
import { createJudgementStore, type JudgementStore } from './judgement-store.ts';
import { createWarnedMachineStore, type WarnedMachineStore } from './machine-store.ts';
import { createWarningStore, type WarningStore } from './warning-store.ts';

/** All that is kept of warnings. */
export interface WarningStores {
  readonly letters: WarningStore;
  readonly attachments: AttachmentStore;
  readonly judgements: JudgementStore;
  readonly figures: FigureStore;
  readonly machines: WarnedMachineStore;
  readonly imported: ImportedMachineStore;
}

export const createWarningStores = (db: Kysely<CollectorSchema>): WarningStores => ({
  letters: createWarningStore(db),
  attachments: createAttachmentStore(db),
  judgements: createJudgementStore(db),
  figures: createFigureStore(db),
  machines: createWarnedMachineStore(db),
  imported: createImportedMachineStore(db),
});
