import { z } from 'zod';
import { auditOutcomes } from '../domain/access/audit-outcome.ts';
import { roles } from '../domain/access/roles.ts';
import { isoInstant } from './finding.ts';
import { pageQuery } from './http-api.ts';

/** Lower case, so that nobody has two by mistake; an e-mail address will do. */
export const login = z
  .string()
  .max(100)
  .transform((text) => text.normalize('NFC').trim().toLowerCase())
  .pipe(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,63}$/u, '2 to 64 letters, digits or . _ @ + -'));

export const fullName = z
  .string()
  .max(200)
  .transform((text) => text.normalize('NFC').toWellFormed().replaceAll(/\s+/g, ' ').trim())
  .pipe(z.string().min(1).max(100));

/** Long ones are refused by the rules, not by the form: the refusal says why. */
const password = z.string().max(2000);
const secretToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const totpCode = z.string().regex(/^\d{6}$/);

/** `code` is one of the app, or a recovery code; not asked of who has not set it up yet. */
export const passwordSignIn = z.strictObject({ login: z.string().max(100), password, code: z.string().max(40).optional() });
/** The one-time token of an invitation, and the password that this person chose. */
export const firstPassword = z.strictObject({ token: secretToken, password });
/** Of somebody who is signed in and changes what they sign in with. */
export const confirmation = z.strictObject({ password });
export const passwordChange = z.strictObject({ password, newPassword: password });
export const totpProposed = z.strictObject({ secret: z.string(), uri: z.string().startsWith('otpauth://') });
export const totpConfirmation = z.strictObject({ code: totpCode });
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
const cursor = z.string().max(200).nullable();
export const personPage = z.strictObject({ items: z.array(person), nextCursor: cursor });
export const personQuery = pageQuery;
export const newPerson = z.strictObject({ login, name: fullName, role: z.enum(roles), unitId: z.uuid().nullable().default(null) });
/** What an administrator changes of a person; the login stays. */
export const personChange = z.strictObject({ name: fullName, role: z.enum(roles), unitId: z.uuid().nullable() });
/** OpenID Connect Core, section 2: at most 255 ASCII characters. */
export const providerSubject = z.strictObject({ subject: z.string().regex(/^[\x21-\x7e]{1,255}$/) });
/** The link is told once. */
export const invited = z.strictObject({ person, link: z.url(), expiresAt: isoInstant });

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
