import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ownFiles } from '../../../src/cli/own-files.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('the installed program, its Node and its configuration are watched; sources are not the program', () => {
  const dataFolder = '/var/lib/wardwatch';
  const nodePath = '/opt/wardwatch/node';
  expect(ownFiles({ dataFolder, nodePath, entryPoint: '/opt/wardwatch/dist/node/wardwatch.js' })).toEqual([
    '/var/lib/wardwatch/wardwatch.toml',
    '/opt/wardwatch/dist/node',
    nodePath,
  ]);
  expect(ownFiles({ dataFolder, nodePath, entryPoint: '/src/cli/main.ts' })).toEqual(['/var/lib/wardwatch/wardwatch.toml']);
});

test('a changed configuration of the agent is a finding', { timeout: 180_000 }, async () => {
  const folder = tempFolder();
  const toml = join(folder, 'wardwatch.toml');
  writeFileSync(toml, '[agent]\n');
  const scan = () => wardwatch(['scan', '--only', 'file-integrity', '--data-dir', folder]);
  expect((await scan()).code).toBe(0);
  appendFileSync(toml, 'heartbeat_minutes = 10080\n');
  expect((await scan()).code).toBe(0);
  const { out } = await wardwatch(['findings', '--json', '--data-dir', folder]);
  const { findings } = z.object({ findings: z.array(z.object({ evidence: z.object({ subject: z.string() }) })) }).parse(JSON.parse(out));
  expect(findings.map(({ evidence }) => evidence.subject)).toContain(toml);
});
