import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRelay } from '../../electron/ipc/relay.ts';
import { keyForEnrolling, keyText, writeEnrolment } from '../../src/agent/identity.ts';
import { keptPolicy, takePolicy } from '../../src/agent/policy/kept-policy.ts';
import { readBundle } from '../../src/advisories/feed/read-bundle.ts';
import { writeBundle } from '../../src/advisories/feed/write-bundle.ts';
import { AppError } from '../../src/base/app-error.ts';
import { readManifest } from '../../src/cli/update/read-manifest.ts';
import { signPolicy } from '../../src/collector/policy/publish-policy.ts';
import { issueAuthority, issueDataCertificate } from '../../src/collector/tls/issue-certificate.ts';
import { readEnrolmentString, writeEnrolmentString } from '../../src/contracts/enrolment.ts';
import { localAnswer } from '../../src/contracts/local-api.ts';
import { signerOf } from '../../src/contracts/signature.ts';
import { readWindowsCaptures } from '../../src/inventory/windows-capture/read-windows-captures.ts';
import { parseAccounts } from '../../src/platform/linux/accounts.ts';
import { parseDpkgLog } from '../../src/platform/linux/dpkg-log.ts';
import { parseGetfacl } from '../../src/platform/linux/file-acls.ts';
import { parseOsRelease } from '../../src/platform/linux/os-release.ts';
import { parseApkInstalled, parseDpkgStatus, parseRpmQuery } from '../../src/platform/linux/packages.ts';
import { parseAptSimulation } from '../../src/platform/linux/updates.ts';
import { readExport } from '../../src/platform/windows/reg-file.ts';
import { readRow } from '../../src/storage/read-row.ts';
import { changeRow, findingRow, outboxRow, scannerResultRow, thingRow } from '../../src/storage/agent/rows.ts';
import { enrolledAgent } from '../fixtures/collector/agent-double.ts';
import { collectorUnderTest } from '../fixtures/collector/collector-under-test.ts';
import { errorBody } from '../../src/contracts/http-api.ts';
import { aFinding, aSummary } from '../fixtures/collector/summaries.ts';
import { changedBytes, changedJson, changedText } from '../support/mutations.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { expectTame, inputs } from './inputs.ts';

const fixture = (name: string): string => readFileSync(join('test', 'fixtures', name), 'utf8');
const timeout = { timeout: 1_800_000 };
const authority = await issueAuthority();
const signer = await issueDataCertificate(authority);
const at = '2026-11-20T08:00:00.000Z';

const offer = writeEnrolmentString({ url: 'https://localhost:8443', token: 'a'.repeat(43), expiresAt: at, authority: 'a'.repeat(64) });
test('enrolment strings', timeout, () =>
  expectTame(
    fc.oneof(
      changedText(offer),
      fc.string().map((text) => `wwe1.${btoa(encodeURIComponent(text))}`),
    ),
    readEnrolmentString,
  ),
);

test('feed bundles', timeout, async () => {
  const versions = { feedId: crypto.randomUUID(), fromVersion: 0, toVersion: 1, createdAt: at };
  const bundle = writeBundle([{ id: 'gone' }], versions, signer).toString('latin1');
  await expectTame(changedText(bundle), (text) => [...readBundle(Buffer.from(text, 'latin1'), authority.certificatePem).items()]);
});

test('policies', timeout, async () => {
  const folder = tempFolder();
  const privateKey = keyText(keyForEnrolling(folder));
  writeEnrolment(folder, {
    endpointId: crypto.randomUUID(),
    unitName: 'A',
    url: 'https://localhost',
    authority: authority.certificatePem,
    privateKey,
  });
  const content = {
    heartbeat_minutes: 30,
    scan: { skip: ['cron-jobs' as const], maintenance: [{ days: ['mon' as const], from: '22:00', to: '05:00' }] },
  };
  const good = signPolicy({ formatVersion: 1, version: 5, createdAt: at, content }, signer);
  takePolicy(folder, good, authority.certificatePem);
  await expectTame(fc.oneof(changedText(good.document), changedJson(JSON.parse(good.document))), (document) => {
    expect(takePolicy(folder, { ...good, document }, authority.certificatePem)).not.toBe('taken');
  });
  expect(keptPolicy(folder)?.version).toBe(5);
});

test('manifests of releases', timeout, () =>
  expectTame(fc.oneof(fc.string(), fc.json(), changedText('{"document":"{}","signature":"AA=="}')), (text) =>
    readManifest(text, publicKey, 0),
  ),
);
const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

test('calls of the window', timeout, async () => {
  const never = (): Promise<never> => Promise.reject(new AppError('AGENT_UNREACHABLE', 'no agent'));
  const named: string[] = [];
  const services = {
    settings: () => ({ appVersion: '0.1.0', startsAtLogin: null, isAgentOurs: false }),
    setStartsAtLogin: (startsAtLogin: boolean) => ({ appVersion: '0.1.0', startsAtLogin, isAgentOurs: false }),
    savePdf: (name: string) => {
      named.push(name);
      return Promise.resolve('cancelled' as const);
    },
  };
  const relay = createRelay({ call: never, scan: never, watch: never, overControl: never, services });
  const call = { id: 1, call: 'settle', request: { decision: 'accept', fingerprints: ['a'.repeat(64)], by: 'A', reason: 'B' } };
  const pause = { id: 2, call: 'pause', request: { minutes: 60, by: 'A', reason: 'B', itCode: 'C' } };
  const pdf = { id: 3, call: 'app-save-pdf', request: { name: 'Báo cáo máy trạm 2026-11-23' } };
  const anyCall = fc.oneof(
    fc.oneof(changedJson(call), changedJson(pause), changedJson(pdf)).map((text): unknown => JSON.parse(text)),
    fc.string().map((name) => ({ ...pdf, request: { name } })),
    fc.anything(),
  );
  await expectTame(anyCall, async (raw) => void localAnswer.parse(await relay(raw)));
  // Whatever a page asks for, no proposed name leads out of a folder or hides a file.
  expect(named.filter((name) => /[/\\\0]|^\./.test(name))).toEqual([]);
});

test('signature headers', timeout, () =>
  expectTame(
    fc.oneof(fc.string(), changedText(`ww=("@method" "@path" "content-digest");keyid="${crypto.randomUUID()}";alg="ed25519"`)),
    signerOf,
  ),
);

const finding = {
  fingerprint: 'a',
  scanner_id: 'b',
  rule: 'cron-job.added',
  severity: 'high',
  technique: null,
  evidence: '{"subject":"a"}',
  state: 'open',
  first_seen_at: at,
  last_seen_at: at,
  history: '[]',
};
test.for<{ name: string; row: unknown; read: (row: unknown) => unknown }>([
  { name: 'finding', row: finding, read: (row) => readRow(findingRow, row) },
  { name: 'thing', row: { kind: 'cron-job', key: 'a', state: '{}' }, read: (row) => readRow(thingRow, row) },
  { name: 'scanner result', row: { verdict: '{}', coverage: '{}' }, read: (row) => readRow(scannerResultRow, row) },
  {
    name: 'change',
    row: { kind: 'cron-job', key: 'a', change: 'added', before: null, after: '{}' },
    read: (row) => readRow(changeRow, row),
  },
  { name: 'outbox', row: { sequence: 1, summary_id: 'a', body: '{}' }, read: (row) => readRow(outboxRow, row) },
])('database rows: $name', timeout, ({ row, read }) =>
  expectTame(
    fc.oneof(
      changedJson(row).map((text): unknown => JSON.parse(text)),
      fc.anything(),
    ),
    read,
  ),
);

const apt = fixture('linux/apt-simulate-debian-12-security.txt');
const status = fixture('linux/dpkg-status-debian-12-four-packages.txt').slice(0, 6000);
const reg = fixture('windows/reg-wine-8.0-every-type.reg');
const passwd = 'root:x:0:0:root:/root:/bin/bash\nann:x:1000:1000:Ann,,,:/home/ann:/bin/sh\n';
test.for<{ name: string; text: string; parse: (text: string) => unknown }>([
  { name: 'apt-get --simulate', text: apt, parse: parseAptSimulation },
  { name: 'dpkg status', text: status, parse: parseDpkgStatus },
  {
    name: 'dpkg log',
    text: '2026-11-20 08:00:00 install bash:amd64 <none> 5.2-1\n2026-11-20 08:00:01 status installed bash:amd64 5.2-1\n',
    parse: (text) => parseDpkgLog(text, 0),
  },
  { name: 'rpm --query', text: 'bash\t5.2-1\tx86_64\t1700000000\n', parse: parseRpmQuery },
  { name: 'apk installed', text: 'P:busybox\nV:1.36-r1\nA:x86_64\n\n', parse: parseApkInstalled },
  { name: 'passwd, group and shadow', text: passwd, parse: (text) => parseAccounts(text, text, text) },
  {
    name: 'getfacl',
    text: '# file: etc/passwd\n# owner: root\n# group: root\nuser::rw-\nuser:ann:rwx\ngroup::r--\nmask::rwx\nother::r--\n',
    parse: parseGetfacl,
  },
  { name: 'os-release', text: 'NAME="Debian GNU/Linux"\nVERSION_ID="12"\n', parse: parseOsRelease },
  { name: 'reg export', text: reg, parse: (text) => readExport([text], () => true) },
])('output of commands: $name', timeout, ({ text, parse }) =>
  expectTame(fc.oneof(changedText(text), fc.string({ unit: 'binary' })), parse),
);

const systeminfo =
  'Host Name:                 KHAM-01\r\nOS Name:                   Microsoft Windows 10 Pro\r\nOS Version:                10.0.19045 N/A Build 19045\r\nHotfix(s):                 1 Hotfix(s) Installed.\r\n                           [01]: KB5031356\r\n';
const powershell = '[{"Source":"KHAM-01","HotFixID":"KB5031356","InstalledOn":{"value":"/Date(1700000000000)/"}}]';
test.for([
  { name: 'systeminfo', text: systeminfo },
  { name: 'PowerShell', text: powershell },
])('captures of Windows machines: $name', timeout, ({ text }) =>
  expectTame(changedBytes(text), (bytes) => readWindowsCaptures([{ name: 'capture.txt', bytes }])),
);

test('requests of agents, signed, with any body and any headers', timeout, async () => {
  const collector = await collectorUnderTest();
  const agent = await enrolledAgent(collector);
  const whole = aSummary(agent.endpointId, 1, { findings: [aFinding('a')] });
  const anyHeaders = fc.dictionary(
    fc.constantFrom('content-type', 'content-encoding', 'content-digest', 'signature', 'signature-input', 'x-forwarded-for'),
    fc.string({ unit: 'grapheme-ascii' }),
    { maxKeys: 2 },
  );
  const anyBody = fc.oneof(changedJson(whole), changedText(JSON.stringify(whole)), fc.string());
  await expectTame(fc.tuple(anyBody, anyHeaders, fc.boolean()), async ([body, headers, gzip]) => {
    const { method, url, headers: own, payload } = agent.signed({ method: 'POST', url: '/api/v1/agent/summaries', body, gzip });
    const answer = await collector.app.inject({ method, url, headers: { ...own, ...headers }, payload });
    if (answer.statusCode === 202) return;
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode, answer.body).toBeLessThan(500);
    errorBody.parse(answer.json());
  });
  expect(inputs).toBeGreaterThan(0);
});
