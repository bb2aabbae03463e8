import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEnrolmentString, writeEnrolmentString } from '../../../src/contracts/enrolment.ts';
import { signatureBase, signatureParams, signerOf } from '../../../src/contracts/signature.ts';

const offer = {
  url: 'https://thu-thap.example.vn:8443',
  token: 'A'.repeat(43),
  expiresAt: '2026-12-01T00:00:00.000Z',
  authority: 'ab'.repeat(32),
};

test('an enrolment string is read back as it was written, also with spaces around it', () =>
  expect(readEnrolmentString(`  ${writeEnrolmentString(offer)}\n`)).toEqual(offer));
test('a string that was cut off, changed or is no such string is refused with what to do', () => {
  const whole = writeEnrolmentString(offer);
  for (const bad of ['', 'wwe1.', 'hello', whole.slice(0, -7), whole.replace('wwe1', 'wwe2'), `${whole}AAAA`, 'wwe1.'.padEnd(5000, 'A')])
    expect(() => readEnrolmentString(bad)).toThrow(expect.objectContaining({ code: 'ENROLMENT_STRING_INVALID' }));
});
test('any text at all is either read or refused by the catalogue', () =>
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => readEnrolmentString(`wwe1.${text}`)).toThrow(expect.objectContaining({ code: 'ENROLMENT_STRING_INVALID' }));
    }),
  ));

test('the signature base covers method, path, body digest and signer (RFC 9421 section 2.5)', () => {
  const id = '00000000-0000-4000-8000-000000000001';
  expect(signatureBase({ method: 'post', path: '/p', contentDigest: 'sha-256=:x:', endpointId: id }).split('\n')).toEqual([
    '"@method": POST',
    '"@path": /p',
    '"content-digest": sha-256=:x:',
    `"@signature-params": ("@method" "@path" "content-digest");keyid="${id}";alg="ed25519"`,
  ]);
  expect(signerOf(`ww=${signatureParams(id)}`)).toBe(id);
  expect(signerOf(`ww=${signatureParams(id)};created=1`)).toBeNull();
});
