import { existsSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connectLocalApi } from '../../../src/agent/local-api/local-client.ts';
import { getLastUpload, getStatus, listFindings, runScan, uploadNow } from '../../../src/contracts/local-api.ts';
import type { ScanEvent } from '../../../src/contracts/scan-event.ts';
import { wardwatch, wardwatchRunning } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const signal = new AbortController().signal;
const startAgent = (folder: string) => wardwatchRunning(['agent', 'run', '--data-dir', folder], { WARDWATCH_LOG_LEVEL: 'silent' });

test('a person at the machine sees the state, runs a scan and follows it', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  const agent = await startAgent(folder);
  const client = await connectLocalApi({ path: agent.address, signal });
  expect(await client.call(getStatus, {})).toMatchObject({
    pid: agent.pid,
    endpointId: null,
    lastScanAt: null,
    scanning: false,
    patchStatus: 'unknown',
  });
  const events: ScanEvent[] = [];
  const { scanId } = await client.call(runScan, { scannerIds: ['os-release', 'cron-jobs'], paced: false }, (event) => events.push(event));
  expect(events.map(({ event }) => event)).toEqual([
    'scan-started',
    'scanner-started',
    'scanner-finished',
    'scanner-started',
    'scanner-finished',
    'scan-finished',
  ]);
  expect(events.at(-1)).toMatchObject({ scanId });
  expect(await client.call(getStatus, {})).toMatchObject({ lastScanAt: expect.any(String), nextScanAt: expect.any(String) });
  expect(await client.call(listFindings, { limit: 10 })).toEqual({ findings: [] });
  expect(await client.call(getLastUpload, {})).toEqual({ sentAt: null, body: null });
  await expect(client.call(uploadNow, {})).rejects.toMatchObject({ code: 'NOT_ENROLLED' });
  await expect(client.call(runScan, { scannerIds: ['nonsense'], paced: false })).rejects.toMatchObject({ code: 'SCAN_UNKNOWN' });
  client.close();
});

test('other accounts of the machine reach the socket but no file of the agent', async () => {
  const folder = tempFolder();
  const agent = await startAgent(folder);
  expect(statSync(agent.address).mode & 0o777).toBe(0o666);
  expect(statSync(join(folder, 'agent')).mode & 0o077).toBe(0);
});

test('garbage, unknown calls, wrong requests and endless lines are answered or cut off, and the agent goes on', async () => {
  const agent = await startAgent(tempFolder());
  const say = async (text: string | Buffer): Promise<string> => {
    const socket = connect(agent.address);
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString('utf8'))).on('error', () => undefined);
    socket.write(text);
    await Promise.race([once(socket, 'data'), once(socket, 'close'), wait(3000, undefined, { ref: false })]).catch(() => undefined); // a reset is an answer too
    socket.destroy();
    return heard;
  };
  expect(await say('not json\n')).toContain('LOCAL_CALL_INVALID');
  expect(await say('{"id":1,"call":"format-disk","request":{}}\n')).toContain('There is no call');
  expect(await say('{"id":1,"call":"findings","request":{"limit":-1}}\n')).toContain('has a wrong request');
  expect(await say(Buffer.alloc(6 * 1024 * 1024, 'x'))).toBe('');
  const client = await connectLocalApi({ path: agent.address, signal });
  expect(await client.call(getStatus, {})).toMatchObject({ pid: agent.pid });
  client.close();
});

test('SIGTERM ends the agent cleanly and frees folder and socket; a second agent on one folder is refused', {
  timeout: 30_000,
}, async () => {
  const folder = tempFolder();
  const agent = await startAgent(folder);
  expect(await wardwatch(['agent', 'run', '--data-dir', folder])).toMatchObject({
    code: 3,
    err: expect.stringMatching(/Another agent already works on/),
  });
  expect((await agent.stop('SIGTERM')).code).toBe(0);
  expect(existsSync(agent.address)).toBe(false);
  const next = await startAgent(folder);
  expect(next.address).toBe(agent.address);
});

test('without an agent the client says what to do', async () => {
  await expect(connectLocalApi({ path: join(tempFolder(), 'agent.sock'), signal })).rejects.toMatchObject({
    code: 'AGENT_UNREACHABLE',
    message: expect.stringContaining('wardwatch agent run'),
  });
});

test('status tells what is stored when no agent runs, and asks the agent when one does', { timeout: 30_000 }, async () => {
  const folder = tempFolder();
  expect(JSON.parse((await wardwatch(['status', '--json', '--data-dir', folder])).out)).toMatchObject({
    agentRunning: false,
    lastScanAt: null,
  });
  await startAgent(folder);
  expect(JSON.parse((await wardwatch(['status', '--json', '--data-dir', folder])).out)).toMatchObject({ agentRunning: true });
});
