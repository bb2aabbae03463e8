import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { connectLocalApi } from '../../../src/agent/local-api/local-client.ts';
import { runAgent } from '../../../src/agent/run-agent.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { configuration } from '../../../src/contracts/configuration.ts';
import { getStatus, listFindings, uploadNow } from '../../../src/contracts/local-api.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { freePort } from '../../support/free-port.ts';
import { wardwatch, wardwatchRunning } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const canTry = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;

async function agentThatWatches(dataFolder: string, watch: Readonly<Record<string, unknown>>) {
  const ending = new AbortController();
  const ready = Promise.withResolvers<string>();
  const ended = runAgent({
    dataFolder,
    configuration: configuration.parse({ agent: { max_memory_mb: 2000, max_cpu_percent: 100 }, watch }),
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
  const findings = async (rule: string): Promise<readonly Finding[]> =>
    (await client.call(listFindings, { limit: 100 })).findings.filter((finding) => finding.rule.startsWith(rule));
  const stop = async (): Promise<void> => {
    ending.abort();
    await ended;
  };
  return { client, findings, stop };
}

/** Fails when it is not so after `mostMs`. */
async function until(isSo: () => Promise<boolean>, mostMs: number): Promise<void> {
  const startedMs = performance.now();
  while (!(await isSo())) {
    if (performance.now() - startedMs > mostMs) throw new Error(`not so after ${mostMs} ms`);
    await sleep(20);
  }
}

test.skipIf(!canTry)('a touched canary is a critical finding at the collector without a scan', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  const documents = join(folder, 'Tài liệu');
  mkdirSync(documents);
  const port = String(await freePort());
  await wardwatchRunning(['collector', 'run', '--data-dir', folder, '--port', port]);
  const string = (await wardwatch(['collector', 'token', 'create', '--unit', 'Bệnh viện', '--data-dir', folder])).out.trim();
  await wardwatch(['agent', 'enroll', string, '--data-dir', folder]);
  const { client, findings } = await agentThatWatches(folder, { live: false, canary_folders: [documents] });
  await client.call(uploadNow, {});
  const canary = join(documents, '!000-WardWatch-tep-canh-gioi.docx');
  expect(readFileSync(canary, 'utf8')).toContain('Đây là tệp cảnh giới của WardWatch');
  readFileSync(canary); // as a backup does
  await sleep(700);
  expect(await findings('ransomware.')).toEqual([]);

  writeFileSync(canary, randomBytes(4096));
  const isUploaded = async (): Promise<boolean> => {
    const [told] = await findings('ransomware.canary-touched');
    const { waitingUploads, lastUploadError } = await client.call(getStatus, {});
    return told !== undefined && waitingUploads === 0 && lastUploadError === null;
  };
  await until(isUploaded, 20_000); // how fast: test/bench/watching.ts
  expect(await findings('ransomware.')).toMatchObject([
    { severity: 'critical', technique: 'T1486', evidence: { subject: documents, after: { count: 1 } } },
  ]);
});

test.skipIf(!canTry)(
  'canaries are placed once, never over what a person has, are known after a restart, and go when they are not wanted',
  { timeout: 60_000 },
  async () => {
    const folder = tempFolder();
    const [mine, theirs] = [join(folder, 'a'), join(folder, 'b')];
    for (const path of [mine, theirs]) mkdirSync(path);
    const taken = join(theirs, '!000-WardWatch-tep-canh-gioi.docx');
    writeFileSync(taken, 'my own');
    const first = await agentThatWatches(folder, { live: false, canary_folders: [mine, theirs] });
    expect(readFileSync(taken, 'utf8')).toBe('my own');
    expect(await first.findings('agent.watch-limited')).toMatchObject([{ evidence: { subject: '1 (EEXIST)' } }]);
    await first.stop();

    // Touched while nobody watched: told when the agent is back.
    const last = join(mine, '~zzz-WardWatch-tep-canh-gioi.xlsx');
    renameSync(last, `${last}.locked`);
    const second = await agentThatWatches(folder, { live: false, canary_folders: [mine] });
    expect(await second.findings('ransomware.canary-touched')).toMatchObject([{ evidence: { subject: mine, after: { because: 'gone' } } }]);
    expect(existsSync(join(theirs, '~zzz-WardWatch-tep-canh-gioi.xlsx'))).toBe(false);
    await second.stop();
    const listed: unknown = JSON.parse((await wardwatch(['canary', 'list', '--json', '--data-dir', folder])).out);
    expect(listed).toMatchObject({ canaries: [{ state: 'untouched' }, { state: 'gone' }] });
    expect((await wardwatch(['canary', 'remove', '--data-dir', folder])).out).toContain('1 canary files removed');
    expect(existsSync(join(mine, '!000-WardWatch-tep-canh-gioi.docx'))).toBe(false);
  },
);

test.skipIf(!canTry)(
  'documents that get one new extension are told with a count and no name; copies of photos are not',
  { timeout: 60_000 },
  async () => {
    const folder = tempFolder();
    const documents = join(folder, 'Hồ sơ');
    mkdirSync(join(documents, 'Khoa Nội'), { recursive: true });
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(4000)]);
    for (let index = 0; index < 120; index += 1)
      writeFileSync(join(documents, 'Khoa Nội', `Bệnh án ${index}.docx`), 'PK\u0003\u0004 một tài liệu');
    const { findings } = await agentThatWatches(folder, { live: false, document_folders: [documents] });
    for (let index = 0; index < 300; index += 1) writeFileSync(join(documents, `Ảnh ${index}.jpg`), jpeg);
    await sleep(1500);
    expect(await findings('ransomware.')).toEqual([]);

    for (let index = 0; index < 120; index += 1) {
      const path = join(documents, 'Khoa Nội', `Bệnh án ${index}.docx`);
      renameSync(path, `${path}.lockbit`);
    }
    await until(async () => (await findings('ransomware.mass-change')).length > 0, 20_000);
    const [told] = await findings('ransomware.mass-change');
    expect(told).toMatchObject({
      severity: 'critical',
      technique: 'T1486',
      evidence: { subject: documents, after: { because: '.lockbit' } },
    });
    expect(JSON.stringify(told)).not.toContain('Bệnh án');
  },
);

test.skipIf(!canTry || !isRoot)('a job that is planted is told within seconds, without anybody asking', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  await wardwatch(['scan', '--only', 'cron-jobs', '--data-dir', folder]);
  const { findings } = await agentThatWatches(folder, {});
  const job = '/etc/cron.d/wardwatch-test-live';
  onTestFinished(() => rmSync(job, { force: true }));
  writeFileSync(job, '# test\n');
  await until(async () => (await findings('cron-job.')).some(({ evidence }) => evidence.subject === job), 30_000);
  expect(await findings('cron-job.')).toMatchObject([{ technique: 'T1053.003', state: 'open' }]);
  appendFileSync(job, '# more\n');
  rmSync(job);
  await until(async () => (await findings('cron-job.')).every(({ state }) => state === 'resolved'), 30_000);
});

test.skipIf(!canTry || !isRoot)(
  'what the system refuses to watch is told with what to do, and the agent goes on',
  { timeout: 60_000 },
  async () => {
    const folder = tempFolder();
    const documents = join(folder, 'docs');
    for (let index = 0; index < 100; index += 1) mkdirSync(join(documents, `d${index}`), { recursive: true });
    const limit = '/proc/sys/fs/inotify/max_user_watches';
    const before = readFileSync(limit, 'utf8');
    onTestFinished(() => writeFileSync(limit, before));
    writeFileSync(limit, '40');
    const { client, findings, stop } = await agentThatWatches(folder, { live: false, document_folders: [documents] });
    writeFileSync(limit, before);
    expect(await findings('agent.watch-limited')).toMatchObject([
      { severity: 'medium', evidence: { subject: expect.stringContaining('ENOSPC') } },
    ]);
    expect(await client.call(getStatus, {})).toMatchObject({ openFindings: { medium: 1 } });
    await stop();
    const again = await agentThatWatches(folder, { live: false, document_folders: [documents] });
    expect(await again.findings('agent.watch-limited')).toMatchObject([{ state: 'resolved' }]);
  },
);
