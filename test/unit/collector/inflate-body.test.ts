import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inflateBody } from '../../../src/collector/ingest/inflate-body.ts';

test('whatever was packed is unpacked, up to the very limit', () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 5000 }), async (bytes) => {
      const inflated = await inflateBody(gzipSync(bytes), 'gzip', bytes.length);
      expect(inflated.equals(bytes)).toBe(true);
    }),
  ));

test('one byte over the limit is too large', async () => {
  await expect(inflateBody(gzipSync(Buffer.alloc(1001)), 'gzip', 1000)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
});

test('a body cut off anywhere is refused, never taken as shorter', () => {
  const packed = gzipSync(JSON.stringify({ findings: Array.from({ length: 50 }, (_, index) => `finding ${index}`) }));
  return fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: packed.length - 1 }), async (length) => {
      await expect(inflateBody(packed.subarray(0, length), 'gzip', 1_000_000)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    }),
  );
});

test.for(['br', 'deflate', 'gzip, gzip', ''])('the encoding "%s" is refused', async (encoding) => {
  await expect(inflateBody(Buffer.from('{}'), encoding, 1000)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
});

test.for([undefined, 'identity'])('a plain body (%s) passes as it is', async (encoding) => {
  expect((await inflateBody(Buffer.from('{}'), encoding, 1000)).toString()).toBe('{}');
});
