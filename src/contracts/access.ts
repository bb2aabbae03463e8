import { z } from 'zod';
import { roles } from '../domain/access/roles.ts';
import { pageQuery } from './http-api.ts';
import { provenPasskey } from './passkeys.ts';

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
export const totpConfirmation = z.strictObject({ code: totpCode });

export const personQuery = pageQuery;
export const newPerson = z.strictObject({ login, name: fullName, role: z.enum(roles), unitId: z.uuid().nullable().default(null) });
/** What an administrator changes of a person; the login stays. */
export const personChange = z.strictObject({ name: fullName, role: z.enum(roles), unitId: z.uuid().nullable() });
/** OpenID Connect Core, section 2: at most 255 ASCII characters. */
export const providerSubject = z.strictObject({ subject: z.string().regex(/^[\x21-\x7e]{1,255}$/) });

const passkeyName = z
  .string()
  .max(200)
  .transform((text) => text.normalize('NFC').toWellFormed().replaceAll(/\s+/g, ' ').trim())
  .pipe(z.string().min(1).max(60));
export const newPasskey = provenPasskey.extend({ name: passkeyName });
