import { createHash, sign } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDigestOf, verifySignature } from '../../../src/collector/auth/request-signature.ts';
import { signatureBase } from '../../../src/contracts/signature.ts';
import { newKeys } from '../../fixtures/collector/agent-double.ts';

const endpointId = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const keys = newKeys();
const request = { method: 'POST', path: '/api/v1/agent/summaries', contentDigest: contentDigestOf(Buffer.from('{}')), endpointId };
const signatureOf = (signed: typeof request, by = keys): string =>
  `ww=:${sign(null, Buffer.from(signatureBase(signed)), by.privateKey).toString('base64')}:`;

test('the digest is that of RFC 9530 for sha-256', () => {
  expect(contentDigestOf(Buffer.from('{"hello": "world"}\n'))).toBe(
    `sha-256=:${createHash('sha256').update('{"hello": "world"}\n').digest('base64')}:`,
  );
  expect(contentDigestOf(Buffer.from('{"hello": "world"}'))).toBe('sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:');
});

test('what the key signed is accepted', async () => {
  await expect(verifySignature({ ...request, signature: signatureOf(request), publicKey: keys.publicKey })).resolves.toBeUndefined();
});

test.for([
  { name: 'another method', change: { method: 'PUT' } },
  { name: 'another path', change: { path: '/api/v1/agent/summaries/' } },
  { name: 'another body', change: { contentDigest: contentDigestOf(Buffer.from('[]')) } },
  { name: 'another endpoint', change: { endpointId: endpointId.replace('1', '2') } },
])('a signature does not hold for $name', async ({ change }) => {
  const signature = signatureOf(request);
  await expect(verifySignature({ ...request, ...change, signature, publicKey: keys.publicKey })).rejects.toMatchObject({
    code: 'SIGNATURE_INVALID',
  });
});

test('no other key and no other bytes make a signature that holds', () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 64, maxLength: 64 }), async (bytes) => {
      const signature = `ww=:${Buffer.from(bytes).toString('base64')}:`;
      await expect(verifySignature({ ...request, signature, publicKey: keys.publicKey })).rejects.toMatchObject({
        code: 'SIGNATURE_INVALID',
      });
      await expect(
        verifySignature({ ...request, signature: signatureOf(request, newKeys()), publicKey: keys.publicKey }),
      ).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
    }),
    { numRuns: 30 },
  ));

test.for(['', 'ww=::', 'ww=:AAAA:', 'sig1=:AAAA:', `${signatureOf(request)}, ww=:AAAA:`, signatureOf(request).slice(0, -1)])(
  '"%s" is no signature of ours',
  async (signature) => {
    await expect(verifySignature({ ...request, signature, publicKey: keys.publicKey })).rejects.toMatchObject({
      code: 'SIGNATURE_INVALID',
    });
  },
);
