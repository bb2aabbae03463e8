import { AppError } from '../../base/app-error.ts';
import type { Attachment } from '../../contracts/warnings.ts';
import { mostAttachmentBytes, mostAttachments } from '../../domain/warnings/warning.ts';
import type { AttachmentStore } from '../../storage/collector/warnings/attachment-store.ts';
import type { Act } from '../../storage/collector/warnings/warning-store.ts';
import { attachmentType } from './attachment-type.ts';

/** Keeps a file with a warning and returns all that it has. Throws REQUEST_INVALID or BODY_TOO_LARGE for one that is not kept. */
export async function attachFile(
  attachments: AttachmentStore,
  warning: number,
  { name, content }: { readonly name: string; readonly content: Uint8Array },
  act: Act,
): Promise<Attachment[]> {
  if (content.length > mostAttachmentBytes)
    throw new AppError(
      'BODY_TOO_LARGE',
      `${name} has more than ${mostAttachmentBytes / 1024 / 1024} MB. Attach the letter without its annexes.`,
    );
  const contentType = attachmentType(content);
  if (contentType === null)
    throw new AppError('REQUEST_INVALID', `${name} is, by its content, no PDF, picture, office document or text. Nothing was stored.`);
  if ((await attachments.attach(warning, { name, contentType, content }, act)) === 'too-many')
    throw new AppError('REQUEST_INVALID', `This warning has ${mostAttachments} files already. Nothing was stored.`);
  return (await attachments.list(warning)).map(({ attachedAt, ...file }) => ({ ...file, attachedAt: new Date(attachedAt).toISOString() }));
}
