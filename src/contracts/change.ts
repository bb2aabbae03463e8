import { z } from 'zod';
import { changeKinds } from '../domain/thing.ts';
import { attributes, isoInstant, ruleId, scannerId } from './finding.ts';

const text = z.string().max(4096);

export const explanation = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('package'),
    package: text,
    version: text,
    action: z.enum(['install', 'upgrade', 'reinstall', 'remove']),
  }),
  z.strictObject({ by: z.literal('publisher'), publisher: text }),
  z.strictObject({ by: z.literal('maintenance-window'), window: text }),
  z.strictObject({ by: z.literal('person'), person: text, reason: text }),
]);

/** A change as the log of the machine has it. `id` grows with time; `rule` names kind and change, as a finding of it does. */
export const loggedChange = z.strictObject({
  id: z.int().positive(),
  scannerId,
  rule: ruleId,
  change: z.enum(changeKinds),
  subject: text,
  before: attributes.nullable(),
  after: attributes.nullable(),
  seenAt: isoInstant,
  /** Null where nothing explains it. */
  explanation: explanation.nullable(),
});
export type LoggedChange = z.infer<typeof loggedChange>;
