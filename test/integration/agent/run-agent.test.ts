import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { connectLocalApi } from '../../../src/agent/local-api/local-client.ts';
import { controlPathOf, localSocketPath } from '../../../src/agent/local-api/socket-path.ts';
import { readEnrolment } from '../../../src/agent/identity.ts';
import { runAgent } from '../../../src/agent/run-agent.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { configuration } from '../../../src/contracts/configuration.ts';
import { getLastUpload, getStatus, listFindings, runScan, settleFindings, uploadNow } from '../../../src/contracts/local-api.ts';
import type { ScanEvent } from '../../../src/contracts/scan-event.ts';
import { summary } from '../../../src/contracts/summary.ts';
import { smallHeapArgs } from '../../../src/platform/small-heap.ts';
import { freePort } from '../../support/free-port.ts';
import { wardwatch, wardwatchRunning } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The resident agent within the test's own process; its scans are real child processes. */
async function agentOn(dataFolder: string, over: Readonly<Record<string, unknown>> = {}) {
  const ending = new AbortController();
  const ready = Promise.withResolvers<string>();
  const ended = runAgent({
    dataFolder,
    // What the agent counts as its own is the test runner here, which is larger and busier than an agent.
    configuration: configuration.parse({ agent: { max_memory_mb: 2000, max_cpu_percent: 100, ...over }, watch: { live: false } }),
    clock: systemClock,
    log: pino({ level: 'silent' }),
    entryPoint: resolve('src/cli/main.ts'),
    signal: ending.signal,
    onReady: ready.resolve,
  });
  onTestFinished(async () => {
    ending.abort();
    await ended.catch(() => undefined);
  });
  const client = await connectLocalApi({ path: await Promise.race([ready.promise, ended.then(() => '')]), signal: ending.signal });
  const path = localSocketPath(dataFolder);
  return { client, ended, path, signal: ending.signal, stop: () => ending.abort() };
}

test('an enrolment made while the agent runs is taken up, the inventory travels once, and the exact last upload can be read', {
  timeout: 60_000,
}, async () => {
  const folder = tempFolder();
  const port = String(await freePort());
  await wardwatchRunning(['collector', 'run', '--data-dir', folder, '--port', port]);
  const { client, ended, stop } = await agentOn(folder, { upload_first_retry_seconds: 0.05 });
  await expect(client.call(uploadNow, {})).rejects.toMatchObject({ code: 'NOT_ENROLLED' });
  const string = (await wardwatch(['collector', 'token', 'create', '--unit', 'Bệnh viện', '--data-dir', folder])).out.trim();
  expect(await wardwatch(['agent', 'enroll', string, '--data-dir', folder])).toMatchObject({
    code: 0,
    err: expect.stringContaining('Bệnh viện'),
  });

  await client.call(runScan, { scannerIds: ['os-release', 'software'], paced: true });
  await client.call(uploadNow, {});
  expect(await client.call(getStatus, {})).toMatchObject({ unitName: 'Bệnh viện', waitingUploads: 0, lastUploadError: null });
  const { body } = await client.call(getLastUpload, {});
  const sent = summary.parse(JSON.parse(body ?? ''));
  expect((await wardwatch(['status', '--last-upload', '--data-dir', folder])).out, 'the same bytes, for a person to read').toBe(
    `${body}\n`,
  );
  expect(sent.coverage.map(({ scannerId }) => scannerId)).toEqual(['os-release', 'software']);
  expect(sent.sections.inventory).toMatch(/^[0-9a-f]{64}$/);
  stop();
  await ended;
});

test('a scan over its memory limit is ended, told to who asked, and becomes a finding', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  const { client } = await agentOn(folder, { max_memory_mb: 60 });
  const events: ScanEvent[] = [];
  await expect(client.call(runScan, { paced: false }, (event) => events.push(event))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  expect(events.at(-1)).toMatchObject({ event: 'scan-failed', code: 'LIMIT_EXCEEDED' });
  expect(await client.call(getStatus, {})).toMatchObject({ openFindings: { medium: 1 } });
});

test('without an IT code decisions are taken on the control address alone, which is shut for everybody else on the machine', {
  timeout: 60_000,
}, async () => {
  const folder = tempFolder();
  const watched = join(folder, 'his.ini');
  writeFileSync(watched, 'a');
  writeFileSync(join(folder, 'wardwatch.toml'), `[scan]\nextra_files = ["${watched}"]\n`);
  const { client, path, signal } = await agentOn(folder);
  const scanned = { scannerIds: ['file-integrity'], paced: false };
  await client.call(runScan, scanned);
  writeFileSync(watched, 'b');
  await client.call(runScan, scanned);
  const told = (await client.call(listFindings, { limit: 10 })).findings.find(({ evidence }) => evidence.subject === watched);
  const decided = { decision: 'acknowledge' as const, fingerprints: [told?.fingerprint ?? ''], by: 'Lê Thị An', reason: 'đang xem' };
  await expect(client.call(settleFindings, decided)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(statSync(path).mode & 0o777).toBe(0o666);
  expect(statSync(controlPathOf(path)).mode & 0o777).toBe(0o600);
  const control = await connectLocalApi({ path: controlPathOf(path), signal });
  expect(await control.call(settleFindings, decided)).toEqual({ settled: 1 });
  await expect(control.call(settleFindings, decided)).rejects.toMatchObject({ code: 'USAGE' });
  await expect(control.call(getStatus, {})).rejects.toMatchObject({ code: 'LOCAL_CALL_INVALID' });
  expect(await client.call(getStatus, {})).toMatchObject({ openFindings: { medium: 1 }, acknowledgedFindings: { medium: 1 } });
});

test('who asks for a scan while one runs joins it', { timeout: 60_000 }, async () => {
  const { client } = await agentOn(tempFolder());
  const [first, second] = await Promise.all([
    client.call(runScan, { scannerIds: ['cron-jobs'], paced: false }),
    client.call(runScan, { paced: false }),
  ]);
  expect(first.scanId).toBe(second.scanId);
});

test('a machine can be enrolled again: it gets a new key and a new identity, and all that is open is reported anew', {
  timeout: 60_000,
}, async () => {
  const folder = tempFolder();
  await wardwatchRunning(['collector', 'run', '--data-dir', folder, '--port', String(await freePort())]);
  const enrolInto = async (unit: string) => {
    const string = (await wardwatch(['collector', 'token', 'create', '--unit', unit, '--data-dir', folder])).out.trim();
    expect(await wardwatch(['agent', 'enroll', string, '--data-dir', folder])).toMatchObject({ code: 0 });
    return readEnrolment(join(folder, 'agent'));
  };
  const first = await enrolInto('Bệnh viện A');
  const second = await enrolInto('Bệnh viện B');
  expect(second?.unitName).toBe('Bệnh viện B');
  expect(second?.endpointId).not.toBe(first?.endpointId);
  expect(second?.privateKey).not.toBe(first?.privateKey);
  const { client } = await agentOn(folder);
  await client.call(runScan, { scannerIds: ['os-release'], paced: false });
  expect((await client.call(uploadNow, {})).sent).toBeLessThanOrEqual(1);
  expect(await client.call(getStatus, {})).toMatchObject({ waitingUploads: 0, unitName: 'Bệnh viện B' });
});

test('what a person scans beside a running agent is at the collector within seconds', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  await wardwatchRunning(['collector', 'run', '--data-dir', folder, '--port', String(await freePort())]);
  const string = (await wardwatch(['collector', 'token', 'create', '--unit', 'Bệnh viện', '--data-dir', folder])).out.trim();
  await wardwatch(['agent', 'enroll', string, '--data-dir', folder]);
  const { client } = await agentOn(folder);
  expect((await wardwatch(['scan', '--only', 'os-release', '--data-dir', folder])).code).toBe(0);
  await expect.poll(async () => (await client.call(getStatus, {})).waitingUploads, { timeout: 12_000, interval: 200 }).toBe(0);
});

test('an agent started by hand runs as the same process with a small heap, and ends cleanly', { timeout: 60_000 }, async () => {
  const agent = await wardwatchRunning(['agent', 'run', '--data-dir', tempFolder()]);
  const args = readFileSync(`/proc/${agent.pid}/cmdline`, 'utf8').split('\0');
  expect(args).toEqual(expect.arrayContaining([...smallHeapArgs, 'agent', 'run']));
  expect(await agent.stop('SIGTERM')).toMatchObject({ code: 0 });
});
