import { createServer } from 'node:https';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { collectorFiles } from '../../src/collector/collector-address.ts';
import { openAuthority } from '../../src/collector/tls/collector-tls.ts';
import { issueServerCertificate } from '../../src/collector/tls/issue-certificate.ts';
import { clockAt } from '../fixtures/collector/collector-under-test.ts';
import { aWard, expectNothingLost, findOne, morning } from './ward.ts';

/** As one that a hospital put in place and forgot to renew. */
const lastYear = { notBefore: new Date('2024-01-01T00:00:00Z'), notAfter: new Date('2025-01-01T00:00:00Z') };

test('a server certificate that has expired is refused with what to do; what waits is sent when it was renewed', async () => {
  const clock = clockAt(morning);
  const { line, store, uploader, collector } = await aWard({ timeoutMs: 5000 });
  const { bundle } = await openAuthority(collectorFiles(collector.options.dataFolder).tls);
  const expired = await issueServerCertificate(bundle, ['localhost'], lastYear);
  let asked = 0;
  const server = createServer({ key: expired.keyPem, cert: expired.certificatePem + bundle.certificatePem }, () => void (asked += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  line.set({ kind: 'refused' });
  line.set({ kind: 'none' });
  line.leadTo(z.object({ port: z.number() }).parse(server.address()).port);
  findOne(store, 'found while the certificate was old', clock);
  await expect(uploader.flush(AbortSignal.timeout(10_000))).rejects.toMatchObject({
    code: 'COLLECTOR_NOT_TRUSTED',
    message: expect.stringContaining('has expired'),
  });
  expect(asked).toBe(0);
  line.leadTo(collector.port);
  await uploader.flush(AbortSignal.timeout(10_000));
  await expectNothingLost(store, collector.options.dataFolder);
});
