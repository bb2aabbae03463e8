import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { authorityCertificateFile, openAuthority, openServerTls } from '../../../src/collector/tls/collector-tls.ts';
import { temporaryFolder } from '../../fixtures/collector/collector-under-test.ts';

const now = Date.parse('2026-11-20T08:00:00Z');
const dayMs = 86_400_000;

function chainOf(cert: string): [X509Certificate, X509Certificate] {
  const [leaf = '', authority = ''] = cert.split(/(?<=-----END CERTIFICATE-----\n)/);
  return [new X509Certificate(leaf), new X509Certificate(authority)];
}

test('the server certificate is issued by the authority, for the names asked; the authority ends never, the server in 90 days', async () => {
  const { cert } = await openServerTls(join(temporaryFolder(), 'tls'), ['ww.example.vn', '10.0.0.5', '::1'], now);
  const [leaf, authority] = chainOf(cert);
  expect(leaf.checkIssued(authority) && leaf.verify(authority.publicKey) && authority.verify(authority.publicKey)).toBe(true);
  expect([leaf.ca, authority.ca]).toEqual([false, true]);
  expect([leaf.checkHost('ww.example.vn'), leaf.checkIP('10.0.0.5'), leaf.checkIP('::1'), leaf.checkHost('else.example.vn')]).toEqual([
    'ww.example.vn',
    '10.0.0.5',
    '::1',
    undefined,
  ]);
  expect([leaf.publicKey.asymmetricKeyDetails?.namedCurve, authority.publicKey.asymmetricKeyDetails?.namedCurve]).toEqual([
    'prime256v1',
    'prime256v1',
  ]);
  expect([authority.validFrom, authority.validTo]).toEqual(['Jan  1 00:00:00 2000 GMT', 'Dec 31 23:59:59 9999 GMT']);
  expect([leaf.validFromDate, leaf.validToDate].map((date) => date.toISOString())).toEqual([
    '2026-11-19T08:00:00.000Z',
    '2027-02-18T08:00:00.000Z',
  ]);
});

test('what holds a key is readable by its owner alone; the certificate to hand out holds none', async () => {
  const folder = join(temporaryFolder(), 'tls');
  await openServerTls(folder, ['localhost'], now);
  for (const file of ['authority.pem', 'server.pem']) expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readFileSync(authorityCertificateFile(folder), 'utf8')).not.toContain('PRIVATE');
});

test('the certificate stays while its names do, and is issued anew by the same authority for others', async () => {
  const folder = join(temporaryFolder(), 'tls');
  const first = await openServerTls(folder, ['localhost', '127.0.0.1'], now);
  expect(await openServerTls(folder, ['127.0.0.1'], now)).toEqual(first);
  const second = await openServerTls(folder, ['localhost', 'ww.example.vn'], now);
  const [[leafBefore, authorityBefore], [leafAfter, authorityAfter]] = [chainOf(first.cert), chainOf(second.cert)];
  expect(leafAfter.fingerprint256).not.toBe(leafBefore.fingerprint256);
  expect(authorityAfter.fingerprint256).toBe(authorityBefore.fingerprint256);
});

test.for([
  { name: 'while 31 days are left', days: 59, isRenewed: false },
  { name: 'when 30 days are left', days: 60, isRenewed: true },
  { name: 'when it has ended long ago', days: 5000, isRenewed: true },
  { name: 'when the clock was set back by years', days: -5000, isRenewed: true },
  { name: 'when the clock was set back by minutes', days: -0.01, isRenewed: true },
])('the certificate of the server is renewed $name: $isRenewed', async ({ days, isRenewed }) => {
  const folder = join(temporaryFolder(), 'tls');
  const first = await openServerTls(folder, ['localhost'], now);
  const later = await openServerTls(folder, ['localhost'], now + days * dayMs);
  expect(later.cert !== first.cert).toBe(isRenewed);
  expect(await openServerTls(folder, ['localhost'], now + days * dayMs)).toEqual(later);
});

test('two that come at once end up with one authority', async () => {
  const folder = join(temporaryFolder(), 'tls');
  const fingerprints = (await Promise.all(Array.from({ length: 5 }, () => openAuthority(folder)))).map(({ fingerprint }) => fingerprint);
  expect(new Set(fingerprints).size).toBe(1);
  expect(fingerprints[0]).toMatch(/^[0-9a-f]{64}$/);
});

test.for([
  { name: 'cut off', spoil: (text: string) => text.slice(0, 700) },
  { name: 'emptied', spoil: () => '' },
  {
    name: 'of two authorities mixed',
    spoil: (text: string, other: string) =>
      text.slice(0, text.indexOf('-----BEGIN PRIVATE')) + other.slice(other.indexOf('-----BEGIN PRIVATE')),
  },
])('an authority file that is $name is an error and is never overwritten: agents have pinned it', async ({ spoil }) => {
  const folder = join(temporaryFolder(), 'tls');
  const elsewhere = join(temporaryFolder(), 'tls');
  await openAuthority(folder);
  await openAuthority(elsewhere);
  const file = join(folder, 'authority.pem');
  const spoilt = spoil(readFileSync(file, 'utf8'), readFileSync(join(elsewhere, 'authority.pem'), 'utf8'));
  writeFileSync(file, spoilt);
  await expect(openAuthority(folder)).rejects.toMatchObject({ code: 'STORE_UNUSABLE', message: expect.stringContaining(file) });
  expect(readFileSync(file, 'utf8')).toBe(spoilt);
});
