import { join, resolve } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { followFeed } from '../../../src/agent/feed/follow-feed.ts';
import { readEnrolment } from '../../../src/agent/identity.ts';
import { connectLocalApi } from '../../../src/agent/local-api/local-client.ts';
import { localSocketPath } from '../../../src/agent/local-api/socket-path.ts';
import { getExposure } from '../../../src/contracts/local-api.ts';
import { startOwnProcess } from '../../../src/platform/own-process.ts';
import { openAdvisoryStore } from '../../../src/storage/advisories/advisory-store.ts';
import { readFeedPosition } from '../../../src/storage/advisories/feed-position.ts';
import { freePort } from '../../support/free-port.ts';
import { wardwatch, wardwatchRunning } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const installed = /^VERSION_ID="?(\d+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '';
const osv = (cve: string, name: string, fixed: string): string =>
  JSON.stringify({
    schema_version: '1.7.0',
    id: `DEBIAN-${cve}`,
    modified: '2026-11-24T00:00:00Z',
    upstream: [cve],
    affected: [
      { package: { ecosystem: `Debian:${installed}`, name }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }] },
    ],
  });
const isDebian = readFileSync('/etc/os-release', 'utf8').includes('ID=debian');

/** A running collector, and a workstation with a data folder of its own that is enrolled there and was scanned once. */
async function ward() {
  const [department, workstation] = [tempFolder(), tempFolder()];
  const port = String(await freePort());
  await wardwatchRunning(['collector', 'run', '--data-dir', department, '--port', port]);
  const { out } = await wardwatch(['collector', 'token', 'create', '--unit', 'Bệnh viện', '--data-dir', department]);
  expect((await wardwatch(['agent', 'enroll', out.trim(), '--data-dir', workstation])).code).toBe(0);
  await wardwatch(['scan', '--only', 'software,os-release', '--data-dir', workstation]);
  return { department, workstation };
}

function follower(dataFolder: string) {
  const said: string[] = [];
  const feed = followFeed({
    dataFolder,
    everyMinutes: 600,
    log: pino({ level: 'silent' }),
    enrolment: () => readEnrolment(join(dataFolder, 'agent')),
    importBundle: (file) =>
      startOwnProcess({
        args: [resolve('src/cli/main.ts'), 'advisories', 'import', file, '--data-dir', dataFolder],
        lowPriority: true,
        onLine: () => undefined,
        onErrorLine: (line) => said.push(line),
      }).ended,
  });
  onTestFinished(feed.stop);
  return { follow: () => feed.follow(AbortSignal.timeout(60_000)), said };
}

test.skipIf(!isDebian)(
  'what the department imports reaches a workstation as far as it is about its software, and the workstation answers without a network',
  { timeout: 120_000 },
  async () => {
    const { department, workstation } = await ward();
    const agent = await wardwatchRunning(['agent', 'run', '--data-dir', workstation]);
    const client = await connectLocalApi({ path: localSocketPath(workstation), signal: AbortSignal.timeout(110_000) });
    onTestFinished(() => client.close());
    const { uploadNow } = await import('../../../src/contracts/local-api.ts');
    await client.call(uploadNow, {});
    const documents = tempFolder();
    writeFileSync(join(documents, 'dpkg.json'), osv('CVE-2026-0001', 'dpkg', '999'));
    writeFileSync(join(documents, 'other.json'), osv('CVE-2026-0002', 'not-installed-here', '999'));
    expect((await wardwatch(['advisories', 'import', documents, '--data-dir', department])).code).toBe(0);

    const { follow, said } = follower(workstation);
    // The collector notices within seconds what another process has imported.
    await expect.poll(follow, { timeout: 30_000, interval: 1000 }).toBe(true);
    expect(said).toStrictEqual([]);
    expect(readFeedPosition(workstation)).toMatchObject({ version: expect.any(Number) });
    expect(await follow()).toBe(false);
    // As old as what the collector read, not as when it last had nothing newer.
    const store = openAdvisoryStore(department);
    const [reading] = store.documents.readings();
    store.close();

    const { exposure, dataReadAt } = await client.call(getExposure, { cve: 'CVE-2026-0001' });
    expect(exposure).toMatchObject({ status: 'affected', evidence: [{ fixed: '999' }] });
    expect(dataReadAt).toBe(reading?.readAt);
    expect((await client.call(getExposure, { cve: 'CVE-2026-0002' })).exposure).toMatchObject({ status: 'unknown', reason: 'no-advisory' });

    writeFileSync(join(documents, 'dpkg.json'), osv('CVE-2026-0001', 'dpkg', '0'));
    await wardwatch(['advisories', 'import', documents, '--data-dir', department]);
    await expect.poll(follow, { timeout: 30_000, interval: 1000 }).toBe(true);
    expect((await client.call(getExposure, { cve: 'CVE-2026-0001' })).exposure).toMatchObject({ status: 'fixed' });
    await agent.stop('SIGTERM');
  },
);

test.skipIf(!isDebian)(
  'a USB stick carries everything to a machine without a network, which takes it from its own collector alone',
  { timeout: 120_000 },
  async () => {
    const { department, workstation } = await ward();
    const documents = tempFolder();
    writeFileSync(join(documents, 'dpkg.json'), osv('CVE-2026-0001', 'dpkg', '999'));
    await wardwatch(['advisories', 'import', documents, '--data-dir', department]);
    const stick = join(tempFolder(), 'wardwatch.bundle');
    expect(await wardwatch(['advisories', 'export', stick, '--data-dir', department])).toMatchObject({ code: 0 });
    const taken = await wardwatch(['advisories', 'import', stick, '--json', '--data-dir', workstation]);
    expect(taken).toMatchObject({ code: 0 });
    expect(JSON.parse(taken.out)).toMatchObject({ imported: 1, quarantined: [] });
    const { out } = await wardwatch(['advisories', 'match', '--cve', 'CVE-2026-0001', '--json', '--data-dir', workstation]);
    expect(JSON.parse(out)).toMatchObject([{ verdict: 'affected' }]);

    const stranger = tempFolder();
    expect(await wardwatch(['advisories', 'import', stick, '--data-dir', stranger])).toMatchObject({
      code: 3,
      err: expect.stringContaining('NOT_ENROLLED'),
    });
    const authority = join(department, 'collector', 'tls', 'authority-certificate.pem');
    expect((await wardwatch(['advisories', 'import', stick, '--authority', authority, '--data-dir', stranger])).code).toBe(0);

    const { department: other } = await ward();
    const foreign = join(tempFolder(), 'foreign.bundle');
    await wardwatch(['advisories', 'import', documents, '--data-dir', other]);
    await wardwatch(['advisories', 'export', foreign, '--data-dir', other]);
    const refused = await wardwatch(['advisories', 'import', foreign, '--json', '--data-dir', workstation]);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({
      imported: 0,
      quarantined: [{ reason: expect.stringContaining('not signed by the collector') }],
    });
  },
);
