import { z } from 'zod';
import { enrolRequest } from './enrolment.ts';

/**
 * Asked by the machine whose summary met another one under its sequence number: signed with the key that both hold, it names a key that
 * only this machine has, and the summary that was refused. The answer is that of an enrolment.
 */
export const cloneRequest = enrolRequest.omit({ token: true }).extend({ summaryId: z.uuid(), sequence: z.int().positive() });
export type CloneRequest = z.infer<typeof cloneRequest>;

/** Announces the endpoint's next key, signed with the present one. */
export const keyChangeRequest = enrolRequest.pick({ publicKey: true });

/** Why a person lets an endpoint in or takes it out of service; the audit log keeps it. */
export const lifeChange = z.strictObject({
  reason: z
    .string()
    .max(400)
    .transform((text) => text.normalize('NFC').toWellFormed().replaceAll(/\s+/g, ' ').trim())
    .pipe(z.string().min(3).max(200)),
});
