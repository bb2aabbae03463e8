import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';
import { storeError } from '../../src/storage/store-error.ts';
import { backUpAgent } from '../../src/storage/agent/agent-backup.ts';
import { openAgentStore } from '../../src/storage/agent/agent-store.ts';
import { clockAt } from '../fixtures/collector/collector-under-test.ts';
import { started, enrolled, exchange } from '../fixtures/collector/collector-over-tls.ts';
import { aFinding, aSummary } from '../fixtures/collector/summaries.ts';
import { errorBody } from '../../src/contracts/http-api.ts';
import { wardwatch } from '../support/run-wardwatch.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { roundsOf } from './rounds.ts';
import { aWard, atCollector, expectNothingLost, findOne, morning, scanOnce } from './ward.ts';

/** A disk of its own, unmounted however the test ends; null where this account may not mount. */
function smallDisk(kilobytes: number): string | null {
  const folder = tempFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  return folder;
}

test('an agent on a full disk says so, keeps what it has, and goes on when there is room', async ({ skip }) => {
  const disk = smallDisk(1500);
  if (disk === null) return skip('this account may not mount a disk');
  const clock = clockAt(morning);
  const { line, store, uploader, collector } = await aWard({ timeoutMs: 5000, agentFolder: join(disk, 'agent') });
  line.set({ kind: 'refused' });
  const ballast = join(disk, 'ballast');
  writeFileSync(ballast, Buffer.alloc(0));
  let found = 0;
  const fill = (): void => {
    for (; found < 10_000; found += 1) findOne(store, `found ${found} ${'x'.repeat(500)}`, clock);
  };
  expect(fill).toThrow(expect.objectContaining({ code: 'STORE_FULL', retryable: true }));
  expect(found).toBeGreaterThan(0);
  expect(store.findings.list()).toHaveLength(found); // the one that failed left nothing behind
  execFileSync('mount', ['-o', 'remount,size=20000k', disk]);
  rmSync(ballast);
  findOne(store, `found ${found} again`, clock);
  line.set({ kind: 'none' });
  await uploader.flush(AbortSignal.timeout(60_000));
  await expectNothingLost(store, collector.options.dataFolder);
});

test('a collector on a full disk acknowledges nothing that it has not stored, and takes the same again later', async ({ skip }) => {
  const disk = smallDisk(3000);
  if (disk === null) return skip('this account may not mount a disk');
  const collector = await started({ dataFolder: disk });
  const agent = await enrolled(collector);
  const acknowledged: number[] = [];
  let sequence = 1;
  let refused: ReturnType<typeof agent.summary> | null = null;
  for (; refused === null && sequence < 2000; sequence += 1) {
    const findings = Array.from({ length: 20 }, (_, index) => aFinding(`${sequence} ${index} ${'x'.repeat(300)}`));
    const request = agent.summary(aSummary(agent.endpointId, sequence, { findings }));
    const answer = await exchange(collector, request);
    if (answer.statusCode === 202) acknowledged.push(sequence);
    else {
      expect(answer.statusCode).toBe(507);
      expect(errorBody.parse(JSON.parse(answer.body)).code).toBe('STORE_FULL');
      refused = request;
    }
  }
  expect(refused).not.toBeNull();
  execFileSync('mount', ['-o', 'remount,size=50000k', disk]);
  if (refused) expect((await exchange(collector, refused)).statusCode).toBe(202);
  const { summaries, findings } = await atCollector(disk);
  expect(summaries.map(({ summary }) => summary.sequence)).toEqual([...acknowledged, sequence - 1]);
  expect(findings).toHaveLength(20 * summaries.length);
});

test('a database on a disk that is mounted read-only is refused in words, and nothing is written', async ({ skip }) => {
  const disk = smallDisk(3000);
  if (disk === null) return skip('this account may not mount a disk');
  openAgentStore(disk).close();
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  expect(() => openAgentStore(disk)).toThrow(expect.objectContaining({ code: 'STORE_UNUSABLE' }));
});

test('an agent whose disk is mounted read-only says so, calls nothing damaged, and goes on with all it had when it may write', async ({
  skip,
}) => {
  const disk = smallDisk(8000);
  if (disk === null) return skip('this account may not mount a disk');
  const folder = join(disk, 'agent');
  const store = openAgentStore(folder);
  store.findings.save(aFinding('before'), true);
  backUpAgent(folder);
  store.close();
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  const quiet = { WARDWATCH_LOG_LEVEL: 'silent' };
  for (const command of [['agent', 'run'], ['findings'], ['agent', 'restore']]) {
    const said = await wardwatch([...command, '--data-dir', disk], quiet);
    expect(said, command.join(' ')).toMatchObject({ code: 3, err: expect.stringContaining('STORE_UNUSABLE') });
    expect(said.err).not.toMatch(/damaged|gone|enrol/);
  }
  expect((await wardwatch(['agent', 'run', '--data-dir', disk], quiet)).err).toContain('mounted read-only');
  execFileSync('mount', ['-o', 'remount,rw', disk]);
  const after = openAgentStore(folder);
  expect(after.findings.list()).toHaveLength(1);
  after.close();
});

test('a torn database is refused or read whole, never emptied, and never written over', { timeout: 600_000 }, async () => {
  const rounds = roundsOf('files', 20);
  const clock = clockAt(morning);
  const whole = tempFolder();
  const store = openAgentStore(whole);
  await scanOnce(store, clock);
  for (let number = 0; number < 30; number += 1) store.transaction(() => store.findings.save(aFinding(`found ${number}`), true));
  store.close();
  const bytes = readFileSync(join(whole, 'agent.db'));
  for (let round = 0; round < rounds.count; round += 1) {
    const folder = tempFolder();
    const file = join(folder, 'agent.db');
    writeFileSync(file, bytes);
    tear(file, bytes.length, rounds.pick);
    const before = readFileSync(file);
    try {
      const torn = openAgentStore(folder);
      try {
        expect(torn.findings.list()).toHaveLength(30);
      } finally {
        torn.close();
      }
    } catch (refused) {
      // As the command line and the local API tell it.
      const thrown = storeError(refused, 'agent.db');
      expect(thrown).toBeInstanceOf(AppError);
      expect(thrown).toMatchObject({ code: expect.stringMatching(/^STORE_(UNUSABLE|NEWER)$/) });
      expect(readFileSync(file).equals(before)).toBe(true);
    }
  }
});

/** Cut off, emptied, or a page of rubbish in it: what a failing disk and a lost sector leave. */
function tear(file: string, length: number, pick: (below: number) => number): void {
  const how = pick(3);
  if (how === 0) truncateSync(file, pick(length));
  else if (how === 1) truncateSync(file, 0);
  else {
    const torn = readFileSync(file);
    const page = pick(length / 4096) * 4096;
    torn.fill(pick(256), page, page + 4096);
    writeFileSync(file, torn);
  }
}
