import type { z } from 'zod';
import type { passkeyCreation, passkeyRequest, passkeySignIn } from '../../../src/contracts/passkeys.ts';

/** `stopped`: the person said no, took too long, or the device has nothing that fits; the browser does not tell which. */
export type Ceremony<Value> = { readonly status: 'done'; readonly value: Value } | { readonly status: 'stopped' | 'known-already' };

/** Whether passkeys can work here: they are bound to a name, and this page may have been opened under an address. */
export const passkeysWork = (hostname: string): boolean =>
  'PublicKeyCredential' in globalThis && !/^(\d{1,3}\.){3}\d{1,3}$|^\[/.test(hostname);

export interface MadePasskey {
  readonly credentialId: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
}

export async function makePasskey(creation: z.infer<typeof passkeyCreation>): Promise<Ceremony<MadePasskey>> {
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(creation);
    const made = await navigator.credentials.create({ publicKey });
    if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse))
      return { status: 'stopped' };
    const { clientDataJSON, attestationObject } = made.response;
    return {
      status: 'done',
      value: { credentialId: made.id, clientDataJSON: base64url(clientDataJSON), attestationObject: base64url(attestationObject) },
    };
  } catch (thrown) {
    // WebAuthn, section 5.1.3: an authenticator that holds one of the excluded credentials.
    return { status: thrown instanceof DOMException && thrown.name === 'InvalidStateError' ? 'known-already' : 'stopped' };
  }
}

export async function signWithPasskey(request: z.infer<typeof passkeyRequest>): Promise<Ceremony<z.infer<typeof passkeySignIn>>> {
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(request);
    const signed = await navigator.credentials.get({ publicKey });
    if (!(signed instanceof PublicKeyCredential) || !(signed.response instanceof AuthenticatorAssertionResponse))
      return { status: 'stopped' };
    const { clientDataJSON, authenticatorData, signature } = signed.response;
    return {
      status: 'done',
      value: {
        credentialId: signed.id,
        clientDataJSON: base64url(clientDataJSON),
        authenticatorData: base64url(authenticatorData),
        signature: base64url(signature),
      },
    };
  } catch {
    return { status: 'stopped' };
  }
}

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
