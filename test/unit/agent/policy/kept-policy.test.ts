import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyForEnrolling, keyText, writeEnrolment } from '../../../../src/agent/identity.ts';
import { keptPolicy, policyStatusOf, takePolicy } from '../../../../src/agent/policy/kept-policy.ts';
import { withPolicy } from '../../../../src/agent/policy/with-policy.ts';
import { signPolicy } from '../../../../src/collector/policy/publish-policy.ts';
import { openAuthority, openDataSigner } from '../../../../src/collector/tls/collector-tls.ts';
import { issueDataCertificate, issueServerCertificate } from '../../../../src/collector/tls/issue-certificate.ts';
import { configuration } from '../../../../src/contracts/configuration.ts';
import type { PolicyContent } from '../../../../src/contracts/policy.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

async function aCollector() {
  const folder = tempFolder();
  const { bundle } = await openAuthority(folder);
  return { authority: bundle, signer: await openDataSigner(folder) };
}
const { authority, signer } = await (async () => {
  const { issueAuthority } = await import('../../../../src/collector/tls/issue-certificate.ts');
  const bundle = await issueAuthority();
  return { authority: bundle, signer: await issueDataCertificate(bundle) };
})();

const at = '2026-11-20T08:00:00.000Z';
const signed = (version: number, content: PolicyContent = {}, by = signer) =>
  signPolicy({ formatVersion: 1, version, createdAt: at, content }, by);

function aWorkstation(authorityPem = authority.certificatePem): string {
  const folder = tempFolder();
  const privateKey = keyText(keyForEnrolling(folder));
  writeEnrolment(folder, { endpointId: crypto.randomUUID(), unitName: 'A', url: 'https://localhost', authority: authorityPem, privateKey });
  return folder;
}

test('in whatever order policies arrive, also good, refused and forged ones, the version only grows', () => {
  const anyArrival = fc.record({ version: fc.integer({ min: 1, max: 30 }), kind: fc.constantFrom('good', 'out of bounds', 'forged') });
  fc.assert(
    fc.property(fc.array(anyArrival, { maxLength: 15 }), (arrivals) => {
      const folder = aWorkstation();
      let highest = 0;
      for (const { version, kind } of arrivals) {
        const offered = signed(version, kind === 'out of bounds' ? { heartbeat_minutes: 1 } : { heartbeat_minutes: 30 });
        const taken = takePolicy(
          folder,
          kind === 'forged' ? { ...offered, document: offered.document.replace('30', '31') } : offered,
          authority.certificatePem,
        );
        if (kind === 'good' && version > highest) {
          expect(taken).toBe('taken');
          highest = version;
        } else expect(taken).not.toBe('taken');
        expect(keptPolicy(folder)?.version ?? 0).toBe(highest);
      }
    }),
    { numRuns: 40 },
  );
});

test('a policy of another collector, or signed by a certificate that is not for signing, is refused with the reason', async () => {
  const folder = aWorkstation();
  const other = await aCollector();
  const server = await issueServerCertificate(authority, ['localhost'], { notBefore: new Date(0), notAfter: new Date(4e12) });
  for (const by of [other.signer, server, authority]) {
    expect(takePolicy(folder, signed(1, {}, by), authority.certificatePem)).toBe('refused');
    expect(policyStatusOf(folder)).toEqual({
      version: null,
      refused: { version: null, reason: expect.stringContaining('not signed by the collector') },
    });
  }
});

test('what a newer collector may send and this agent does not know is refused, and the last good one is followed', () => {
  const folder = aWorkstation();
  takePolicy(folder, signed(3, { heartbeat_minutes: 30 }), authority.certificatePem);
  const newer = { formatVersion: 1, version: 4, createdAt: at, content: { run: '/bin/sh' } };
  // @ts-expect-error a collector of a later version may write what our type does not hold
  expect(takePolicy(folder, signPolicy(newer, signer), authority.certificatePem)).toBe('refused');
  expect(policyStatusOf(folder)).toMatchObject({ version: 3, refused: { version: 4 } });
});

test('a kept policy that somebody changed on the disk is followed no longer', () => {
  const folder = aWorkstation();
  takePolicy(folder, signed(3, { heartbeat_minutes: 30 }), authority.certificatePem);
  const file = join(folder, 'policy.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('minutes\\":30', 'minutes\\":600'));
  expect(keptPolicy(folder)).toBeNull();
});

test('a policy is laid over the configuration, and watched folders of the machine stay watched', () => {
  const own = configuration.parse({
    agent: { heartbeat_minutes: 60 },
    scan: { extra_files: ['/opt/his'], every_minutes: { software: 50 } },
  });
  const merged = withPolicy(own, {
    heartbeat_minutes: 15,
    scan: { extra_files: ['/opt/pacs'], skip: ['listening-ports'], every_minutes: { persistence: 30 } },
  });
  expect(merged.agent.heartbeat_minutes).toBe(15);
  expect(merged.scan).toMatchObject({
    extra_files: ['/opt/his', '/opt/pacs'],
    skip: ['listening-ports'],
    every_minutes: { software: 50, persistence: 30 },
  });
  expect(withPolicy(own, null)).toEqual(own);
});
