import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { scanReport } from '../../../src/contracts/scan-report.ts';
import { scanners } from '../../../src/scanners/registry.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';

const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';
if (!isRoot) console.warn('skipped: changing /etc of this machine needs root');

const scan = async (folder: string, ...more: string[]) => {
  const ended = await wardwatch(['scan', '--json', '--data-dir', folder, ...more]);
  return { ...ended, report: scanReport.parse(JSON.parse(ended.out)) };
};

/** Adds text to a file and puts the old content back when the test has ended, however it ended. */
function appendUndone(file: string, text: string): void {
  const before = statSync(file, { throwIfNoEntry: false }) ? readFileSync(file) : null;
  onTestFinished(() => restore(file, before));
  appendFileSync(file, text);
}
function restore(file: string, before: Buffer | null): void {
  if (before) writeFileSync(file, before);
  else rmSync(file, { force: true });
}

test('scan --json puts exactly one document on standard output and covers every scanner of this system', { timeout: 60_000 }, async () => {
  const { report, code, out } = await scan(tempFolder());
  expect(code).toBe(0);
  expect(out.trim().split('\n')).toHaveLength(1);
  expect(report.coverage.map(({ scannerId }) => scannerId).toSorted()).toEqual(
    scanners
      .filter(({ runsOn }) => runsOn.some((os) => os === process.platform))
      .map(({ id }) => id)
      .toSorted(),
  );
  expect(report.coverage.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(report.endpoint.os).toBe(process.platform);
});

test.skipIf(!isRoot || !isLinux)(
  'four intrusions on this very machine are told once each, with their techniques, and resolved when undone',
  { timeout: 120_000 },
  async () => {
    const folder = tempFolder();
    const quick = ['--only', 'cron-jobs,systemd-units,privileged-accounts,authorized-keys'];
    expect((await scan(folder, ...quick)).report.findings).toEqual([]);

    const undo: (() => void)[] = [];
    onTestFinished(() => undo.forEach((step) => step()));
    const cronFile = '/etc/cron.d/wardwatch-test';
    const unitFile = '/etc/systemd/system/wardwatch-test.service';
    const sshExisted = statSync('/root/.ssh', { throwIfNoEntry: false }) !== undefined;
    const passwd = readFileSync('/etc/passwd');
    mkdirSync('/etc/cron.d', { recursive: true });
    mkdirSync('/root/.ssh', { recursive: true, mode: 0o700 });
    if (!sshExisted) onTestFinished(() => rmSync('/root/.ssh', { recursive: true, force: true }));
    const keys = '/root/.ssh/authorized_keys';
    const keysBefore = statSync(keys, { throwIfNoEntry: false }) ? readFileSync(keys) : null;
    appendUndone(cronFile, '* * * * * root /bin/true\n');
    appendUndone(unitFile, '[Service]\nExecStart=/bin/true\n');
    appendUndone('/etc/passwd', 'wardwatchtest:x:0:0::/root:/bin/sh\n');
    appendUndone(keys, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9y4aW1n0vSx1sP3dQZ7uJpJrOqk8m0mW5n2Yv5t0aB intruder\n');

    const told = (await scan(folder, ...quick)).report.findings;
    expect(told.map(({ technique }) => technique).toSorted()).toEqual(['T1053.003', 'T1098.004', 'T1136.001', 'T1543.002']);
    expect(new Set(told.map(({ state }) => state))).toEqual(new Set(['open']));

    const again = (await scan(folder, ...quick)).report.findings;
    expect(again.map(({ fingerprint, firstSeenAt }) => [fingerprint, firstSeenAt]).toSorted()).toEqual(
      told.map(({ fingerprint, firstSeenAt }) => [fingerprint, firstSeenAt]).toSorted(),
    );

    restore(cronFile, null);
    restore(unitFile, null);
    restore('/etc/passwd', passwd);
    restore(keys, keysBefore);
    const resolved = (await scan(folder, ...quick)).report.findings;
    expect(resolved.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(told.map(({ fingerprint }) => fingerprint).toSorted());
    expect(new Set(resolved.map(({ state }) => state))).toEqual(new Set(['resolved']));
    expect((await scan(folder, ...quick)).report.findings).toEqual([]);
  },
);

test('--fail-on ends with 1 only when something that grave is open', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  expect((await wardwatch(['scan', '--json', '--only', 'os-release', '--fail-on', 'info', '--data-dir', folder])).code).toBe(0);
  mkdirSync(join(folder, 'agent'), { recursive: true });
  const { report, code } = await scan(folder, '--only', 'patch-status', '--fail-on', 'low');
  expect(code).toBe(report.findings.length > 0 ? 1 : 0);
});

test.for([
  { name: 'an unknown option', args: ['scan', '--nonsense'], code: 2, says: /unknown option '--nonsense'/ },
  { name: 'an unknown command', args: ['nonsense'], code: 2, says: /unknown command 'nonsense'/ },
  { name: 'an unknown scanner', args: ['scan', '--only', 'nonsense'], code: 2, says: /There is no scanner "nonsense"/ },
  {
    name: 'an unknown severity',
    args: ['scan', '--fail-on', 'awful'],
    code: 2,
    says: /Allowed choices are info, low, medium, high, critical/,
  },
  { name: 'an unknown state', args: ['findings', '--state', 'lost'], code: 2, says: /Allowed choices are open/ },
  { name: 'a broken enrolment string', args: ['agent', 'enroll', 'wwe1.nonsense'], code: 2, says: /Copy the whole string/ },
])('$name ends with $code and says what to do', async ({ args, code, says }) => {
  const ended = await wardwatch([...args], { WARDWATCH_DATA_DIR: tempFolder() });
  expect({ code: ended.code, out: ended.out }).toEqual({ code, out: '' });
  expect(ended.err).toMatch(says);
});

test.for([
  {
    name: 'a misspelt key',
    toml: '[agent]\nheartbeat_minuts = 5\n',
    says: /wardwatch\.toml, line 2: there is no key "agent\.heartbeat_minuts".*"agent\.heartbeat_minutes"/,
  },
  { name: 'a wrong value', toml: '\n[collector]\nport = "many"\n', says: /wardwatch\.toml, line 3: collector\.port is not valid/ },
  { name: 'a scanner that is none', toml: '[scan]\nskip = ["nope"]\n', says: /wardwatch\.toml, line 2: scan\.skip\.0 is not valid/ },
  { name: 'a relative path', toml: '[scan]\nextra_files = ["here"]\n', says: /scan\.extra_files\.0 is not valid/ },
  { name: 'a misspelt section', toml: '[agnet]\n', says: /line 1: there is no key "agnet"\. Did you mean "agent"/ },
  { name: 'text that is no TOML', toml: 'port 5\n', says: /line 1: this is not valid TOML/ },
])('$name in wardwatch.toml ends with 2 and names the line', async ({ toml, says }) => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'wardwatch.toml'), toml);
  const ended = await wardwatch(['scan', '--data-dir', folder]);
  expect(ended.code).toBe(2);
  expect(ended.err).toMatch(says);
});

test('files that configuration names are watched besides', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  const watched = join(folder, 'his.ini');
  writeFileSync(watched, 'a');
  writeFileSync(join(folder, 'wardwatch.toml'), `[scan]\nextra_files = ["${watched}"]\n`);
  await scan(folder, '--only', 'file-integrity');
  writeFileSync(watched, 'b');
  const { report } = await scan(folder, '--only', 'file-integrity');
  expect(report.findings).toMatchObject([{ rule: 'configuration-file.modified', evidence: { subject: watched } }]);
});

test('a wrong value in the environment names the variable', async () => {
  const ended = await wardwatch(['scan', '--data-dir', tempFolder()], { WARDWATCH_AGENT_HEARTBEAT_MINUTES: 'often' });
  expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('WARDWATCH_AGENT_HEARTBEAT_MINUTES') });
});

test('a database of a newer version is refused and left as it is', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'agent'));
  const db = new Database(join(folder, 'agent', 'agent.db'));
  db.pragma('user_version = 9999');
  db.close();
  const ended = await wardwatch(['scan', '--data-dir', folder]);
  expect(ended).toMatchObject({ code: 3, err: expect.stringMatching(/newer WardWatch/) });
  expect(new Database(join(folder, 'agent', 'agent.db')).pragma('user_version', { simple: true })).toBe(9999);
});

test('a file that is no database is refused and not overwritten', async () => {
  const folder = tempFolder();
  layOutGarbage(folder);
  const ended = await wardwatch(['scan', '--data-dir', folder]);
  expect(ended).toMatchObject({ code: 3, err: expect.stringMatching(/agent\.db cannot be used \(SQLITE_NOTADB\)/) });
  expect(readFileSync(join(folder, 'agent', 'agent.db'), 'utf8')).toMatch(/^garbage/);
});
function layOutGarbage(folder: string): void {
  mkdirSync(join(folder, 'agent'));
  writeFileSync(join(folder, 'agent', 'agent.db'), 'garbage '.repeat(1000));
}

test.for([
  { folder: '/proc/nowhere', says: /cannot be used \(ENOENT\): this path does not exist and cannot be made.*--data-dir/ },
  { folder: '/dev/null/nowhere', says: /cannot be used \((ENOTDIR|EEXIST)\): a part of this path is a file.*--data-dir/ },
  { folder: `/tmp/${'x'.repeat(300)}`, says: /cannot be used \(ENAMETOOLONG\): this path is too long/ },
])('a data folder that cannot be made is told at once, with what to do: $folder', async ({ folder, says }) => {
  const ended = await wardwatch(['scan', '--data-dir', folder]);
  expect(ended).toMatchObject({ code: 3, err: expect.stringMatching(says) });
});

test.skipIf(!isRoot || !isLinux)('an account without the right to the data folder is told what to do, whether or not it is there', () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'agent'), { mode: 0o700 });
  chmodSync(folder, 0o755);
  const source = `import { openAgentStore } from ${JSON.stringify(resolve('src/storage/agent/agent-store.ts'))}; openAgentStore(process.argv.at(-1));`;
  for (const place of [join(folder, 'agent'), join(folder, 'new')]) {
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', source, place], {
      encoding: 'utf8',
      uid: 65_534,
      gid: 65_534,
    });
    expect(status, place).not.toBe(0);
    expect(stderr, place).toMatch(/cannot be used \((EACCES|SQLITE_CANTOPEN)\): this account may not .* there/);
  }
});

test('a slip in the name of a variable is told, and the scan goes on', async () => {
  const ended = await wardwatch(['scan', '--json', '--only', 'os-release', '--data-dir', tempFolder()], { WARDWATCH_SCNA_SKIP: '[]' });
  expect(ended).toMatchObject({ code: 0, err: expect.stringContaining('WARDWATCH_SCNA_SKIP means nothing here') });
  expect(ended.err).toContain('Did you mean WARDWATCH_SCAN_SKIP?');
});

test('a second scan while one runs is refused', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  const both = await Promise.all([
    wardwatch(['scan', '--json', '--data-dir', folder]),
    wardwatch(['scan', '--json', '--data-dir', folder]),
  ]);
  expect(both.map(({ code }) => code).toSorted()).toEqual([0, 3]);
  expect(both.find(({ code }) => code === 3)?.err).toMatch(/A scan of this machine is already running/);
});
