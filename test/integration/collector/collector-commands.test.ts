import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { findConsoleFolder } from '../../../src/cli/commands/collector.ts';
import { readEnrolmentString } from '../../../src/contracts/enrolment.ts';
import { temporaryFolder } from '../../fixtures/collector/collector-under-test.ts';
import { type CommandLine, commandLine } from '../../fixtures/collector/command-line.ts';

async function running(dataFolder: string): Promise<CommandLine & { readonly url: string }> {
  const collector = commandLine(dataFolder);
  const ended = collector.run('collector', 'run');
  onTestFinished(() => {
    collector.stop();
    return ended;
  });
  const line = await Promise.race([collector.told(/^listening on /), ended.then(() => 'ended')]);
  return { ...collector, url: line.replace('listening on ', '') };
}

test('the collector says in one line where it listens, and ends cleanly when it is asked to', async () => {
  const dataFolder = temporaryFolder();
  const collector = commandLine(dataFolder);
  const ended = collector.run('collector', 'run');
  expect(await collector.told(/^listening on /)).toMatch(/^listening on https:\/\/127\.0\.0\.1:\d+$/);
  collector.stop();
  await ended;
  expect(collector.out).toEqual([]);
  await expect(running(dataFolder), 'the folder is free again').resolves.toBeDefined();
});

test('a second collector on the folder is refused', async () => {
  const dataFolder = temporaryFolder();
  await running(dataFolder);
  await expect(commandLine(dataFolder).run('collector', 'run')).rejects.toMatchObject({ code: 'FOLDER_IN_USE' });
});

test('tokens are made beside a running collector and name its real address', async () => {
  const dataFolder = temporaryFolder();
  const { url } = await running(dataFolder);
  const { run, out, err } = commandLine(dataFolder);
  await run('collector', 'token', 'create', '--unit', 'Bệnh viện A', '--uses', '5', '--expires-in', '12h');
  await run('collector', 'token', 'create', '--for', 'sign-in');
  await run('collector', 'token', 'create', '--for', 'api', '--json');
  expect(out).toHaveLength(3);
  expect(readEnrolmentString(out[0] ?? '').url).toBe(url);
  expect(out[1]).toMatch(new RegExp(`^${url}/#/sign-in\\?token=[A-Za-z0-9_-]{43}$`));
  expect(
    z
      .strictObject({ for: z.literal('api'), value: z.string().length(43), tokenId: z.string(), expiresAt: z.iso.datetime() })
      .safeParse(JSON.parse(out[2] ?? '')).success,
  ).toBe(true);
  expect(err).toEqual([expect.stringMatching(/^valid until /), expect.stringMatching(/^valid until /)]);
});

test('the address of a collector that was stopped is the configured one, or not known', async () => {
  const dataFolder = temporaryFolder();
  const collector = commandLine(dataFolder);
  const ended = collector.run('collector', 'run');
  await collector.told(/^listening on /);
  collector.stop();
  await ended;
  const create = ['collector', 'token', 'create', '--unit', 'A'];
  await expect(commandLine(dataFolder, { port: 0 }).run(...create)).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
  const { run, out } = commandLine(dataFolder, { host: 'ww.example.vn', port: 8443 });
  await run(...create);
  expect(readEnrolmentString(out[0] ?? '').url).toBe('https://ww.example.vn:8443');
});

test('an enrolment string is made before the collector has ever run', async () => {
  const { run, out } = commandLine(temporaryFolder(), { port: 8443 });
  await run('collector', 'token', 'create', '--unit', 'A', '--json');
  expect(out).toHaveLength(1);
  expect(JSON.parse(out[0] ?? '')).toMatchObject({ for: 'enrolment', unitName: 'A', value: expect.stringMatching(/^wwe1\./) });
});

test.for([
  { args: ['token', 'create'], message: /--unit/ },
  { args: ['token', 'create', '--unit', '  '], message: /1 to 200/ },
  { args: ['token', 'create', '--unit', 'A', '--uses', '0'], message: /--uses "0"/ },
  { args: ['token', 'create', '--unit', 'A', '--expires-in', 'soon'], message: /--expires-in "soon"/ },
  { args: ['token', 'create', '--for', 'api', '--uses', '3'], message: /--for enrolment/ },
  { args: ['token', 'create', '--for', 'sign-in', '--unit', 'A'], message: /--for sign-in/ },
  { args: ['token', 'create', '--unit', 'A', '--scope', 'metrics'], message: /--for api/ },
  { args: ['person', 'add', 'lan', '--name', 'Lan', '--role', 'unit-viewer'], message: /name it/ },
  { args: ['person', 'add', 'l a n', '--name', 'Lan', '--role', 'auditor'], message: /A login has/ },
  { args: ['run', '--port', '99999'], message: /--port "99999"/ },
])('collector $args is wrong usage', async ({ args, message }) => {
  const { run, out } = commandLine(temporaryFolder(), { port: 8443 });
  await expect(run('collector', ...args)).rejects.toMatchObject({ code: 'USAGE', exitCode: 2, message: expect.stringMatching(message) });
  expect(out).toEqual([]);
});

test('a purpose that does not exist is named by the command line itself', async () => {
  await expect(commandLine(temporaryFolder()).run('collector', 'token', 'create', '--for', 'fun')).rejects.toBeInstanceOf(CommanderError);
});

test('the console is found from the sources and from the bundle, once it is built', () => {
  const root = temporaryFolder();
  const [fromSources, fromBundle] = [join(root, 'src', 'cli', 'commands'), join(root, 'dist', 'node')];
  expect([findConsoleFolder(fromSources), findConsoleFolder(fromBundle)]).toEqual([null, null]);
  mkdirSync(join(root, 'dist', 'console'), { recursive: true });
  writeFileSync(join(root, 'dist', 'console', 'index.html'), '');
  expect([findConsoleFolder(fromSources), findConsoleFolder(fromBundle)]).toEqual([
    join(root, 'dist', 'console'),
    join(root, 'dist', 'console'),
  ]);
});
