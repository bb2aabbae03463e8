import { z } from 'zod';

/** https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON and its neighbours: binary values as base64url. */
const base64url = (mostBytes: number) =>
  z
    .string()
    .max(Math.ceil((mostBytes * 4) / 3))
    .regex(/^[A-Za-z0-9_-]+$/);
const challenge = base64url(128);
const credentialId = base64url(1023);
const clientData = base64url(4096);
const publicKey = z.literal('public-key');

const timeoutMs = z.int();
/** What the browser makes a passkey from. */
export const passkeyCreation = z.strictObject({
  rp: z.strictObject({ id: z.string(), name: z.string() }),
  user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge,
  pubKeyCredParams: z.array(z.strictObject({ type: publicKey, alg: z.int() })),
  timeout: timeoutMs,
  excludeCredentials: z.array(z.strictObject({ type: publicKey, id: credentialId })),
  authenticatorSelection: z.strictObject({ residentKey: z.literal('required'), userVerification: z.literal('required') }),
  attestation: z.literal('none'),
});
/** What the browser signs in from: any passkey of this host will do. */
export const passkeyRequest = z.strictObject({ rpId: z.string(), challenge, timeout: timeoutMs, userVerification: z.literal('required') });

/** What a browser answers with; the name is given by its person. */
export const provenPasskey = z.strictObject({
  credentialId,
  clientDataJSON: clientData,
  attestationObject: base64url(16_384),
});
/** Recovery codes are told once, and only to who had none. */
export const passkeyAdded = z.strictObject({ recoveryCodes: z.array(z.string()) });
export const passkeySignIn = z.strictObject({
  credentialId,
  clientDataJSON: clientData,
  authenticatorData: base64url(4096),
  signature: base64url(1024),
});
