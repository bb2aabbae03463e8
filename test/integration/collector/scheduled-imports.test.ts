import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openAdvisoryStore } from '../../../src/storage/advisories/advisory-store.ts';
import { osvText } from '../../support/osv-document.ts';
import { wardwatchRunning } from '../../support/run-wardwatch.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

test('a running collector imports from its sources by itself: a folder and a server', async () => {
  const [data, folder] = [tempFolder(), tempFolder()];
  layOut(folder, { 'a.json': osvText('A-1') });
  const server = createServer((_request, response) => response.setHeader('etag', '"1"').end(osvText('B-1')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  writeFileSync(
    join(data, 'wardwatch.toml'),
    `[advisories]\nsources = [${JSON.stringify(folder)}, "http://127.0.0.1:${port}/b.json"]\n[collector]\nport = 0\n`,
  );
  const collector = await wardwatchRunning(['collector', 'run', '--data-dir', data]);
  const imported = (): string[] => {
    const store = openAdvisoryStore(data);
    try {
      return Array.from(store.catalogue.list(), ({ advisory }) => advisory).toSorted();
    } finally {
      store.close();
    }
  };
  await expect.poll(imported, { timeout: 30_000, interval: 500 }).toStrictEqual(['A-1', 'B-1']);
  expect((await collector.stop('SIGTERM')).code).toBe(0);
});
