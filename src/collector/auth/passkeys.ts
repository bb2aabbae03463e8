import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import type { newPasskey } from '../../contracts/access.ts';
import type { passkeyCreation, passkeyRequest, passkeySignIn } from '../../contracts/passkeys.ts';
import type { Passkey, PasskeyStore } from '../../storage/collector/access/passkey-store.ts';
import { createChallenges } from './challenges.ts';
import type { RelyingParty } from './relying-party.ts';

export interface PasskeyOwner {
  readonly personId: string;
  readonly login: string;
  readonly name: string;
  /** A challenge holds in the session that asked for it, and in no other. */
  readonly sessionHash: string;
}

/** What is stored of a passkey whose making was proved. */
export interface ProvenPasskey {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
}

export type PasskeyUse =
  | { readonly status: 'right'; readonly passkey: Passkey }
  /** `copied`: the signature is right, and its count is not later than the last one. */
  | { readonly status: 'wrong'; readonly passkey: Passkey | null; readonly because: 'unknown' | 'unproven' | 'copied' };

export interface Passkeys {
  creation(owner: PasskeyOwner, party: RelyingParty): Promise<z.infer<typeof passkeyCreation>>;
  /** Throws FORBIDDEN where the answer does not prove it. */
  prove(made: z.infer<typeof newPasskey>, owner: Pick<PasskeyOwner, 'sessionHash'>, party: RelyingParty): Promise<ProvenPasskey>;
  request(party: RelyingParty): z.infer<typeof passkeyRequest>;
  use(signed: z.infer<typeof passkeySignIn>, party: RelyingParty): Promise<PasskeyUse>;
}

const timeout = 5 * 60_000;
/** COSE: Ed25519, ECDSA with P-256, RSA with SHA-256: what authenticators of today make. */
const algorithms = [-8, -7, -257];
const signingIn = 'sign-in';

export function createPasskeys(store: PasskeyStore, clock: Clock): Passkeys {
  const challenges = createChallenges(clock);
  return {
    async creation({ personId, login, name, sessionHash }, party) {
      const held = await store.ofPerson(personId);
      return {
        rp: { id: party.id, name: 'WardWatch' },
        user: { id: Buffer.from(personId).toString('base64url'), name: login, displayName: name },
        challenge: challenges.issue(sessionHash),
        pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
        timeout,
        excludeCredentials: held.map(({ credentialId: id }) => ({ type: 'public-key', id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'none',
      };
    },
    async prove({ credentialId, clientDataJSON, attestationObject }, { sessionHash }, party) {
      const { id, response, ...rest } = { id: credentialId, response: { clientDataJSON, attestationObject }, ...envelope };
      const proof = await verifyRegistrationResponse({
        response: { id, rawId: id, response, ...rest },
        expectedChallenge: (challenge) => challenges.holds(challenge, sessionHash),
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
        supportedAlgorithmIDs: algorithms,
      }).catch(() => null);
      if (!proof?.verified || !challenges.take(challengeIn(clientDataJSON), sessionHash))
        throw new AppError('FORBIDDEN', 'This passkey could not be checked. Nothing was changed; begin again.');
      const { credential } = proof.registrationInfo;
      return {
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
      };
    },
    request: ({ id }) => ({ rpId: id, challenge: challenges.issue(signingIn), timeout, userVerification: 'required' }),
    async use({ credentialId, ...response }, party) {
      const passkey = await store.find(credentialId);
      if (!passkey) return { status: 'wrong', passkey, because: 'unknown' };
      const proof = await verifyAuthenticationResponse({
        response: { id: credentialId, rawId: credentialId, response, ...envelope },
        expectedChallenge: (challenge) => challenges.holds(challenge, signingIn),
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        // The count is compared where it is stored, at once with storing it.
        credential: { id: credentialId, publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')), counter: 0 },
        requireUserVerification: true,
      }).catch(() => null);
      if (!proof?.verified || !challenges.take(challengeIn(response.clientDataJSON), signingIn))
        return { status: 'wrong', passkey, because: 'unproven' };
      const counter = proof.authenticationInfo.newCounter;
      return (await store.noteUse(passkey.id, { counter, now: clock.now() }))
        ? { status: 'right', passkey }
        : { status: 'wrong', passkey, because: 'copied' };
    },
  };
}

const envelope = { type: 'public-key', clientExtensionResults: {} } as const;

/** Of client data that were verified. */
function challengeIn(clientDataJSON: string): string {
  const parsed: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString());
  return typeof parsed === 'object' && parsed !== null && 'challenge' in parsed ? String(parsed.challenge) : '';
}
