import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { receivedSummary } from '../../../src/contracts/http-api.ts';
import { freePort } from '../../support/free-port.ts';
import { wardwatch, wardwatchRunning } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('start enrols, scans and reports this machine, and a second start goes on from it', { timeout: 120_000 }, async () => {
  const folder = tempFolder();
  const env = { WARDWATCH_COLLECTOR_PORT: String(await freePort()) };
  const first = await wardwatch(['start', '--once', '--data-dir', folder], env);
  expect(first.code).toBe(0);
  expect(first.out).toMatch(/Patch status: /);
  expect(first.out).toMatch(/https:\/\/127\.0\.0\.1:\d+\/#\/sign-in\?token=[\w-]{43}/);
  expect(first.out).toMatch(/baseline was made/);
  const second = await wardwatch(['start', '--once', '--data-dir', folder], env);
  expect(second.code).toBe(0);
  expect(second.out).not.toMatch(/baseline was made/);
  const token = await wardwatch(['collector', 'token', 'create', '--for', 'api', '--data-dir', folder]);
  await wardwatchRunning(['collector', 'run', '--data-dir', folder], env);
  const pulled = await wardwatch(['pull', '--data-dir', folder], { ...env, WARDWATCH_API_TOKEN: token.out.trim() });
  const endpoints = pulled.out
    .trim()
    .split('\n')
    .map((line) => receivedSummary.parse(JSON.parse(line)).summary.endpointId);
  expect(endpoints).toEqual([endpoints[0], endpoints[0]]);
});

test('a port in use is told with what to do, and nothing stays running', { timeout: 30_000 }, async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void other.close());
  const folder = tempFolder();
  const ended = await wardwatch(['start', '--once', '--data-dir', folder], { WARDWATCH_COLLECTOR_PORT: String(port) });
  expect(ended.code).toBe(3);
  expect(ended.err).toMatch(new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is taken`));
  expect(existsSync(join(folder, 'agent.sock'))).toBe(false);
});
