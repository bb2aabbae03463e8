import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { setItCode } from '../../../src/agent/access/it-code.ts';
import { controlPathOf } from '../../../src/agent/local-api/socket-path.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { wardwatchRunning } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const user = 'wardwatch-test-nurse';
const canTry = process.getuid?.() === 0 && process.platform === 'linux';
if (!canTry) console.warn('skipped: making a second account on this machine needs root on Linux');

const command = (path: string, ...args: string[]) => spawnSync(path, args, { encoding: 'utf8', timeout: 30_000 });

/** A real second account of this machine, gone when the test has ended, however it ended. */
function secondUser() {
  command('/usr/sbin/userdel', user); // left by a run that was killed
  onTestFinished(() => void command('/usr/sbin/userdel', user));
  expect(command('/usr/sbin/useradd', '--no-create-home', '--shell', '/usr/sbin/nologin', user)).toMatchObject({ status: 0 });
  const own = Number(command('/usr/bin/id', '-u', user).stdout);
  const group = Number(command('/usr/bin/id', '-g', user).stdout);
  return (path: string, ...args: string[]) =>
    command('/usr/bin/setpriv', `--reuid=${own}`, `--regid=${group}`, '--clear-groups', path, ...args).stdout.trim();
}

// What a program of that account can do by itself: one line to a socket, and the answer or the refusal of the system.
const ask = `
  const [path, call, request] = process.argv.slice(1);
  const socket = require('node:net').connect(path);
  socket.on('error', ({ code }) => console.log(code));
  require('node:readline').createInterface({ input: socket }).on('line', (line) => {
    if (line.includes('"progress"')) return;
    console.log(line);
    socket.end();
  });
  socket.write(JSON.stringify({ id: 1, call, request: JSON.parse(request) }) + '\\n');
`;

test.skipIf(!canTry)(
  'a second account of the machine sees the state and asks for a scan, decides with the IT code alone, and reaches neither database nor control address',
  { timeout: 90_000 },
  async () => {
    const folder = tempFolder();
    chmodSync(folder, 0o755);
    const agent = await wardwatchRunning(['agent', 'run', '--data-dir', folder], { WARDWATCH_LOG_LEVEL: 'warn' });
    const as = secondUser();
    const asks = (path: string, call: string, request: object): string =>
      as(process.execPath, '-e', ask, path, call, JSON.stringify(request));
    const decision = { decision: 'acknowledge', fingerprints: ['ab'.repeat(16)], by: 'Y tá', reason: 'thử' };

    expect(as('/usr/bin/id', '-un')).toBe(user);
    expect(asks(agent.address, 'status', {})).toContain(`"pid":${agent.pid}`);
    expect(asks(agent.address, 'scan', { scannerIds: ['os-release'] })).toContain('"scanId"');
    expect(asks(controlPathOf(agent.address), 'settle', decision)).toBe('EACCES');
    expect(asks(agent.address, 'settle', decision)).toContain('FORBIDDEN');

    const store = openAgentStore(join(folder, 'agent'));
    onTestFinished(() => store.close());
    await setItCode(store, 'mã-phòng-IT', systemClock);
    expect(asks(agent.address, 'settle', decision)).toContain('IT_CODE_REQUIRED');
    expect(asks(agent.address, 'settle', { ...decision, itCode: 'wrong-code' })).toContain('IT_CODE_WRONG');
    // Past the code: what is left to refuse is the finding that nobody knows.
    expect(asks(agent.address, 'settle', { ...decision, itCode: 'mã-phòng-IT' })).toContain('"USAGE"');

    expect(as('/bin/sh', '-c', `cat '${folder}/agent/agent.db' 2>&1 >/dev/null`)).toContain('Permission denied');
    expect(as('/bin/sh', '-c', `rm -f '${agent.address}' 2>&1`)).toContain('Permission denied');
    expect(asks(agent.address, 'status', {})).toContain('"pid"');

    // The first ones may join a scan that the schedule runs, which costs nothing.
    let answer = '';
    for (let scans = 0; scans < 30 && !answer.includes('RATE_LIMITED'); scans += 1)
      answer = asks(agent.address, 'scan', { scannerIds: ['os-release'], paced: false });
    expect(answer).toContain('RATE_LIMITED');
  },
);
