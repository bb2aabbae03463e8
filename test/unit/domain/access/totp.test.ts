import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase32, encodeBase32 } from '../../../../src/domain/access/base32.ts';
import { hotp, otpauthUri, totpStepAt, totpStepOf } from '../../../../src/domain/access/totp.ts';

const key = Buffer.from('12345678901234567890');
const secret = encodeBase32(key);

test.for([
  { seconds: 59, code: '94287082' },
  { seconds: 1_111_111_109, code: '07081804' },
  { seconds: 1_111_111_111, code: '14050471' },
  { seconds: 1_234_567_890, code: '89005924' },
  { seconds: 2_000_000_000, code: '69279037' },
  { seconds: 20_000_000_000, code: '65353130' },
])('RFC 6238, appendix B: $code at $seconds', ({ seconds, code }) => {
  expect(hotp(key, totpStepAt(seconds * 1000), 8)).toBe(code);
});

test('RFC 4226, appendix D: the codes of the first ten counters', () => {
  const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
  expect(codes.map((_, counter) => hotp(key, counter))).toEqual(codes);
});

test.for([
  { off: -2, accepted: false },
  { off: -1, accepted: true },
  { off: 0, accepted: true },
  { off: 1, accepted: true },
  { off: 2, accepted: false },
])('the code of the step $off away from now: accepted $accepted', ({ off, accepted }) => {
  const nowMs = 1_700_000_000_000;
  const step = totpStepAt(nowMs) + off;
  expect(totpStepOf(secret, hotp(key, step), { nowMs, lastStep: 0 })).toBe(accepted ? step : null);
});

test('a code that was used is refused, and so is every earlier one', () => {
  const nowMs = 1_700_000_000_000;
  const lastStep = totpStepAt(nowMs);
  expect(totpStepOf(secret, hotp(key, lastStep), { nowMs, lastStep })).toBeNull();
  expect(totpStepOf(secret, hotp(key, lastStep - 1), { nowMs, lastStep })).toBeNull();
  expect(totpStepOf(secret, hotp(key, lastStep + 1), { nowMs, lastStep })).toBe(lastStep + 1);
});

test.for([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foobar', 'MZXW6YTBOI'],
])('RFC 4648, section 10: "%s" is %s', ([text = '', base32]) => {
  expect(encodeBase32(Buffer.from(text))).toBe(base32);
});

test('base32 gives back what it was given', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect([...decodeBase32(encodeBase32(bytes))]).toEqual([...bytes]);
    }),
  );
});

test('the text for an app names the person, and nothing of it can be taken for another part', () => {
  expect(new URL(otpauthUri(secret, 'lan@bv-a.vn?x=&y')).searchParams.get('secret')).toBe(secret);
  expect(otpauthUri(secret, 'lan')).toBe(
    `otpauth://totp/WardWatch:lan?secret=${secret}&issuer=WardWatch&algorithm=SHA1&digits=6&period=30`,
  );
});
