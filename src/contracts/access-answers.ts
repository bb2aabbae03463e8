import { z } from 'zod';
import { auditOutcomes } from '../domain/access/audit-outcome.ts';
import { roles } from '../domain/access/roles.ts';
import { isoInstant } from './finding.ts';

const cursor = z.string().max(200).nullable();

export const totpProposed = z.strictObject({ secret: z.string(), uri: z.string().startsWith('otpauth://') });

/** Told once; each signs in once. */
export const recoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) });

export const openSession = z.strictObject({
  sessionId: z.uuid(),
  isThis: z.boolean(),
  startedAt: isoInstant,
  lastUsedAt: isoInstant,
  address: z.string(),
  browser: z.string(),
});

/** `host` is the name under which the console must be open for it to work. */
export const ownPasskey = z.strictObject({
  passkeyId: z.uuid(),
  name: z.string(),
  host: z.string(),
  createdAt: isoInstant,
  lastUsedAt: isoInstant.nullable(),
});

export const account = z.strictObject({
  login: z.string(),
  name: z.string(),
  role: z.enum(roles),
  unitName: z.string().nullable(),
  hasTotp: z.boolean(),
  recoveryCodesLeft: z.int(),
  passkeys: z.array(ownPasskey),
  sessions: z.array(openSession),
});

export const person = z.strictObject({
  personId: z.uuid(),
  login: z.string(),
  name: z.string(),
  role: z.enum(roles),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  state: z.enum(['invited', 'active', 'disabled']),
  hasTotp: z.boolean(),
  passkeys: z.int(),
  /** By which the identity provider knows this person; null where they sign in here alone. */
  providerSubject: z.string().nullable(),
  createdAt: isoInstant,
  lastSignInAt: isoInstant.nullable(),
});

export type PersonView = z.infer<typeof person>;

export const personPage = z.strictObject({ items: z.array(person), nextCursor: cursor });

/** The link is told once. */
export const invited = z.strictObject({ person, link: z.string().startsWith('https://'), expiresAt: isoInstant });

export const auditEntry = z.strictObject({
  number: z.int(),
  at: isoInstant,
  who: z.string(),
  role: z.string().nullable(),
  unitId: z.string().nullable(),
  action: z.string(),
  target: z.string().nullable(),
  outcome: z.enum(auditOutcomes),
  address: z.string().nullable(),
});

export const auditPage = z.strictObject({ items: z.array(auditEntry), nextCursor: cursor });
