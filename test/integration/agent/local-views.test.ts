import { expect, test } from 'vitest';
import { connectLocalApi } from '../../../src/agent/local-api/local-client.ts';
import { controlPathOf } from '../../../src/agent/local-api/socket-path.ts';
import { getStatus, runScan } from '../../../src/contracts/local-api.ts';
import { cancelScan, pauseScans, resumeScans, watchScan } from '../../../src/contracts/local-scans.ts';
import { getChecks, getExposedItems, getHistory, getUpdates, listChanges } from '../../../src/contracts/local-views.ts';
import type { ScanEvent } from '../../../src/contracts/scan-event.ts';
import { wardwatchRunning } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const signal = new AbortController().signal;
async function machine() {
  const agent = await wardwatchRunning(['agent', 'run', '--data-dir', tempFolder()], { WARDWATCH_LOG_LEVEL: 'silent' });
  const connect = (path = agent.address) => connectLocalApi({ path, signal });
  return { agent, connect, client: await connect() };
}

test('the views of a machine before and after its first scan', { timeout: 60_000 }, async () => {
  const { client } = await machine();
  expect(await client.call(getChecks, {})).toEqual({ checks: [] });
  expect(await client.call(getUpdates, {})).toEqual({ updates: null });
  expect(await client.call(getHistory, {})).toEqual({ findings: [], updates: [], scans: [] });
  await client.call(runScan, { scannerIds: ['patch-status', 'cron-jobs'], paced: false });
  const { checks } = await client.call(getChecks, {});
  expect(checks.map(({ coverage }) => coverage.scannerId)).toEqual(['cron-jobs', 'patch-status']);
  expect((await client.call(getUpdates, {})).updates).toMatchObject({ automatic: expect.any(String) });
  expect((await client.call(getHistory, {})).scans).toHaveLength(1);
  expect(await client.call(listChanges, { only: 'unexplained', limit: 10 })).toEqual({ changes: [], hasMore: false });
  expect(await client.call(getExposedItems, {})).toEqual({ dataReadAt: null, items: [], itemCount: 0 });
  client.close();
});

test('who comes later follows a scan from its beginning, and people end the one that they asked for', { timeout: 60_000 }, async () => {
  const { client, connect } = await machine();
  const other = await connect();
  expect(await other.call(watchScan, {})).toEqual({ scanId: null });
  expect(await other.call(cancelScan, {})).toEqual({ cancelled: false });
  const scan = client.call(runScan, { paced: true }).catch((thrown: unknown) => thrown);
  await expect.poll(() => other.call(getStatus, {}), { timeout: 10_000 }).toMatchObject({ scanning: true });
  await expect
    .poll(
      async () => {
        const seen: ScanEvent[] = [];
        void other.call(watchScan, {}, (event) => seen.push(event)).catch(() => undefined);
        await other.call(getStatus, {});
        return seen[0]?.event;
      },
      { timeout: 10_000, interval: 500 },
    )
    .toBe('scan-started');
  expect(await client.call(cancelScan, {})).toEqual({ cancelled: true });
  expect(await scan).toMatchObject({ code: 'CANCELLED' });
  client.close();
  other.close();
});

test('a pause needs a right, shows in the status, and its end needs none', async () => {
  const { agent, client, connect } = await machine();
  const request = { minutes: 60, by: 'Lê Thị An', reason: 'siêu âm' };
  await expect(client.call(pauseScans, request)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(client.call(pauseScans, { ...request, minutes: 100_000 })).rejects.toMatchObject({ code: 'LOCAL_CALL_INVALID' });
  expect(await client.call(getStatus, {})).toMatchObject({ pause: null, notifications: { tell: 'nobody' } });
  const control = await connect(controlPathOf(agent.address));
  const { until } = await control.call(pauseScans, request);
  expect(await client.call(getStatus, {})).toMatchObject({ pause: { until, by: 'Lê Thị An', reason: 'siêu âm' } });
  expect(await client.call(resumeScans, {})).toEqual({ wasPaused: true });
  expect(await client.call(getStatus, {})).toMatchObject({ pause: null });
  control.close();
  client.close();
});
