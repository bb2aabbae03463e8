import { z } from 'zod';
import { AppError } from '../base/app-error.ts';
import { sha256Hex } from './summary.ts';

/**
 * What a unit's IT staff paste on a workstation: where the collector is, a token, until when it holds, and the SHA-256
 * of the certificate of the collector's own authority (DER), which the agent pins.
 */
export const enrolmentOffer = z.strictObject({
  url: z.url({ protocol: /^https$/ }).max(300),
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  expiresAt: z.iso.datetime(),
  authority: sha256Hex,
});
export type EnrolmentOffer = z.infer<typeof enrolmentOffer>;

/**
 * The name that agents ask for when TLS begins (SNI), whatever the collector's address is: by it a collector that shows a certificate of
 * the hospital's own to everybody else shows them that of the authority that they pinned.
 */
export const agentServerName = 'agent.wardwatch.internal';

/** How the certificate of a collector's own authority begins its common name. */
export const authorityName = 'WardWatch collector authority';

const prefix = 'wwe1.';
const fourFields = z.tuple([z.string(), z.string(), z.string(), z.string()]);

export function writeEnrolmentString(offer: EnrolmentOffer): string {
  const { url, token, expiresAt, authority } = enrolmentOffer.parse(offer);
  const text = JSON.stringify([new URL(url).origin, token, expiresAt, authority]);
  return prefix + btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Throws ENROLMENT_STRING_INVALID for anything but a whole, well-formed string. */
export function readEnrolmentString(text: string): EnrolmentOffer {
  const trimmed = text.trim();
  if (!trimmed.startsWith(prefix) || trimmed.length > 2000) throw invalid('it does not start with "wwe1."');
  try {
    const json: unknown = JSON.parse(atob(trimmed.slice(prefix.length).replaceAll('-', '+').replaceAll('_', '/')));
    const [url, token, expiresAt, authority] = fourFields.parse(json);
    return enrolmentOffer.parse({ url, token, expiresAt, authority });
  } catch (cause) {
    throw invalid('it is cut off or was changed', cause);
  }
}

function invalid(why: string, cause?: unknown): AppError {
  return new AppError(
    'ENROLMENT_STRING_INVALID',
    `The enrolment string cannot be read: ${why}. Copy the whole string from the collector again.`,
    { cause },
  );
}

export const enrolRequest = z.strictObject({
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** Ed25519 public key, 32 bytes, base64url. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  hostname: z.string().min(1).max(255),
  os: z.enum(['linux', 'win32', 'darwin']),
  agentVersion: z.string().max(40),
});
export type EnrolRequest = z.infer<typeof enrolRequest>;

export const enrolAnswer = z.strictObject({ endpointId: z.uuid(), unitName: z.string().max(200) });
