import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { keyText, keyToFollow, writeEnrolment } from '../../../src/agent/identity.ts';
import { ownFiles } from '../../../src/cli/own-files.ts';
import { scanners } from '../../../src/scanners/registry.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('the installed program, its Node, its configuration and its identity are watched; sources are not the program', () => {
  const dataFolder = '/var/lib/wardwatch';
  const nodePath = '/opt/wardwatch/node';
  expect(ownFiles({ dataFolder, nodePath, entryPoint: '/opt/wardwatch/dist/node/wardwatch.js' })).toEqual([
    '/var/lib/wardwatch/wardwatch.toml',
    '/var/lib/wardwatch/agent/enrolment.json',
    '/opt/wardwatch/dist/node',
    nodePath,
  ]);
  expect(ownFiles({ dataFolder, nodePath, entryPoint: '/src/cli/main.ts' })).toEqual([
    '/var/lib/wardwatch/wardwatch.toml',
    '/var/lib/wardwatch/agent/enrolment.json',
  ]);
});

test("the folders of units, the agent's own among them, are watched", () => {
  const units = scanners.find(({ id }) => id === 'systemd-units')?.watches?.flatMap(({ places }) => places) ?? [];
  expect(units).toEqual(expect.arrayContaining(['/etc/systemd/system', '/usr/lib/systemd/system']));
});

test('a changed configuration or identity of the agent is a finding', { timeout: 180_000 }, async () => {
  const folder = tempFolder();
  const toml = join(folder, 'wardwatch.toml');
  writeFileSync(toml, '[agent]\n');
  const identity = join(folder, 'agent', 'enrolment.json');
  const privateKey = (): string => keyText(keyToFollow(tempFolder()));
  const enrolment = { endpointId: crypto.randomUUID(), unitName: 'A', url: 'https://localhost', authority: '', privateKey: privateKey() };
  writeEnrolment(join(folder, 'agent'), enrolment);
  const scan = () => wardwatch(['scan', '--only', 'file-integrity', '--data-dir', folder]);
  expect((await scan()).code).toBe(0);
  appendFileSync(toml, 'heartbeat_minutes = 10080\n');
  writeEnrolment(join(folder, 'agent'), { ...enrolment, privateKey: privateKey() });
  expect((await scan()).code).toBe(0);
  const { out } = await wardwatch(['findings', '--json', '--data-dir', folder]);
  const { findings } = z.object({ findings: z.array(z.object({ evidence: z.object({ subject: z.string() }) })) }).parse(JSON.parse(out));
  expect(findings.map(({ evidence }) => evidence.subject)).toEqual(expect.arrayContaining([toml, identity]));
});
