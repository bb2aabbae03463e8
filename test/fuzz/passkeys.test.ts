import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPasskeys } from '../../src/collector/auth/passkeys.ts';
import { newPasskey } from '../../src/contracts/access.ts';
import { passkeySignIn } from '../../src/contracts/passkeys.ts';
import { collectorUnderTest } from '../fixtures/collector/collector-under-test.ts';
import { personWith } from '../fixtures/collector/people.ts';
import { createSoftwareAuthenticator } from '../fixtures/collector/software-authenticator.ts';
import { changedText } from '../support/mutations.ts';
import { expectTame } from './inputs.ts';

const timeout = { timeout: 1_800_000 };
const party = { id: 'localhost', origin: 'https://localhost' };
const latin1 = (base64url: string): string => Buffer.from(base64url, 'base64url').toString('latin1');
const base64url = (text: string): string => Buffer.from(text, 'latin1').toString('base64url');

test('answers of authenticators that make a passkey', timeout, async () => {
  const { store, clock } = await collectorUnderTest();
  const passkeys = createPasskeys(store.access.passkeys, clock);
  const owner = { personId: randomUUID(), login: 'lan', name: 'Lan', sessionHash: 'of a session' };
  const key = createSoftwareAuthenticator(party.origin);
  const attestation = latin1(key.make('A').attestationObject);
  await expectTame(changedText(attestation), async (changed) => {
    const { challenge } = await passkeys.creation(owner, party);
    const made = newPasskey.safeParse({ name: 'x', ...key.make(challenge), attestationObject: base64url(changed) });
    if (made.success) await passkeys.prove(made.data, owner, party);
  });
});

test('answers of authenticators that sign in', timeout, async () => {
  const collector = await collectorUnderTest();
  const { store, clock } = collector;
  const passkeys = createPasskeys(store.access.passkeys, clock);
  const { personId } = await personWith(collector, 'auditor');
  const owner = { personId, login: 'lan', name: 'Lan', sessionHash: 'of a session' };
  const key = createSoftwareAuthenticator(party.origin);
  const proven = await passkeys.prove({ name: 'x', ...key.make((await passkeys.creation(owner, party)).challenge) }, owner, party);
  await store.access.passkeys.add({ ...proven, personId, name: 'x', host: party.id, createdAt: clock.now() }, null);
  const part = ['clientDataJSON', 'authenticatorData', 'signature'] as const;
  let at = 0;
  let right = 0;
  await expectTame(changedText('a seed'), async (seed) => {
    const signed = key.sign(passkeys.request(party).challenge);
    const which = part[at++ % part.length] ?? 'signature';
    const original = latin1(signed[which]);
    const cut = seed.length % original.length;
    const changed = `${original.slice(0, cut)}${seed}${original.slice(cut)}`;
    const parsed = passkeySignIn.safeParse({ ...signed, [which]: base64url(changed) });
    if (parsed.success && (await passkeys.use(parsed.data, party)).status === 'right' && changed !== original) right += 1;
  });
  expect(right, 'nothing that was changed signs in').toBe(0);
});
