import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { isBundle, readBundle } from '../../../src/advisories/feed/read-bundle.ts';
import { writeBundle } from '../../../src/advisories/feed/write-bundle.ts';
import { AppError } from '../../../src/base/app-error.ts';
import { issueAuthority, issueDataCertificate, issueServerCertificate } from '../../../src/collector/tls/issue-certificate.ts';
import type { PemBundle } from '../../../src/collector/tls/pem-bundle.ts';
import type { FeedItem } from '../../../src/contracts/feed.ts';
import { advisory, product, range } from '../../support/advisories.ts';

const versions = {
  feedId: '00000000-0000-4000-8000-000000000001',
  fromVersion: 0,
  toVersion: 7,
  createdAt: '2026-11-24T08:00:00.000Z',
};
const items: readonly FeedItem[] = [
  {
    id: 'advisory/osv/A/',
    digest: 'a'.repeat(64),
    records: [{ kind: 'advisory', advisory: advisory('A', [product('debian|12|phần mềm', { ranges: [range(null, '1')] })]) }],
  },
  { id: 'advisory/osv/B/' },
];

let authority: PemBundle;
let signer: PemBundle;
let bundle: Buffer;
beforeAll(async () => {
  authority = await issueAuthority();
  signer = await issueDataCertificate(authority);
  bundle = writeBundle(items, versions, signer);
});

test('what was signed is read again, to the last letter', () => {
  const read = readBundle(bundle, authority.certificatePem);
  expect(read.header).toMatchObject({ ...versions, items: 2 });
  expect([...read.items()]).toStrictEqual(items);
  expect(isBundle(bundle)).toBe(true);
});

test('another collector’s bundle is refused', async () => {
  const other = await issueAuthority();
  expect(() => readBundle(bundle, other.certificatePem)).toThrow(/not signed by the collector/);
});

test('neither a server certificate nor the authority itself may sign data', async () => {
  const server = await issueServerCertificate(authority, ['localhost'], { notBefore: new Date(0), notAfter: new Date(4e12) });
  for (const wrong of [server, authority])
    expect(() => readBundle(writeBundle(items, versions, wrong), authority.certificatePem)).toThrow(/not signed by the collector/);
});

test('one changed byte anywhere is noticed', () => {
  fc.assert(
    fc.property(fc.nat({ max: bundle.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(bundle);
      changed.writeUInt8(changed.readUInt8(at) ^ flip, at);
      expect(() => [...readBundle(changed, authority.certificatePem).items()]).toThrow(AppError);
    }),
    { numRuns: 500 },
  );
});

test('a bundle that is cut off anywhere, or any other bytes, are refused in words', () => {
  const isRefused = (bytes: Buffer): void => {
    try {
      Array.from(readBundle(bytes, authority.certificatePem).items());
      expect.unreachable();
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'FEED_INVALID', message: expect.stringContaining('What was known before stays') });
    }
  };
  fc.assert(
    fc.property(
      fc.oneof(
        fc.nat({ max: bundle.length - 1 }).map((end) => bundle.subarray(0, end)),
        fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.concat([Buffer.from('wwf1\n'), bytes])),
      ),
      isRefused,
    ),
    { numRuns: 500 },
  );
});
