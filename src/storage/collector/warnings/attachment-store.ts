import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { mostAttachments } from '../../../domain/warnings/warning.ts';
import type { CollectorSchema } from '../schema.ts';
import { type Act, noteEvent } from './warning-store.ts';

export interface NewAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface StoredAttachment {
  readonly digest: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly attachedAt: number;
}

export interface AttachmentStore {
  /** `too-many` where the warning has as many files as it may; the same file again changes nothing. */
  attach(warning: number, file: NewAttachment, act: Act): Promise<'attached' | 'there-already' | 'too-many'>;
  list(warning: number): Promise<readonly StoredAttachment[]>;
  read(warning: number, digest: string): Promise<NewAttachment | null>;
}

export function createAttachmentStore(db: Kysely<CollectorSchema>): AttachmentStore {
  return {
    attach: (warning, { name, contentType, content }, act) =>
      db.transaction().execute(async (transaction) => {
        const digest = createHash('sha256').update(content).digest('hex');
        const there = await rowsOf(transaction, warning);
        if (there.some((file) => file.digest === digest)) return 'there-already';
        if (there.length >= mostAttachments) return 'too-many';
        await transaction
          .insertInto('warning_attachment')
          .values({ warning, digest, name, content_type: contentType, bytes: content.length, attached_at: act.now, content })
          .execute();
        await noteEvent(transaction, warning, 'attached', act);
        return 'attached';
      }),
    list: (warning) => rowsOf(db, warning),
    async read(warning, digest) {
      const row = await db
        .selectFrom('warning_attachment')
        .select(['name', 'content_type as contentType', 'content'])
        .where('warning', '=', warning)
        .where('digest', '=', digest)
        .executeTakeFirst();
      return row ?? null;
    },
  };
}

const rowsOf = (db: Kysely<CollectorSchema>, warning: number) =>
  db
    .selectFrom('warning_attachment')
    .select(['digest', 'name', 'content_type as contentType', 'bytes', 'attached_at as attachedAt'])
    .where('warning', '=', warning)
    .orderBy('number')
    .execute();
