import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runCli } from '../../../src/cli/run-cli.ts';
import { collectorFiles } from '../../../src/collector/collector-address.ts';
import { invited, person } from '../../../src/contracts/access-answers.ts';
import { collectorUnderTest, temporaryFolder } from '../../fixtures/collector/collector-under-test.ts';
import { commandLine } from '../../fixtures/collector/command-line.ts';
import { refusalOf } from '../../fixtures/collector/reading.ts';

const port = { port: 8443 };

async function told(dataFolder: string, ...args: readonly string[]): Promise<string> {
  const line = commandLine(dataFolder, port);
  await line.run('collector', ...args);
  return line.out.join('\n');
}

test('a person is added, listed, disabled and reset; the link is told once and no password is ever made up', async () => {
  const dataFolder = temporaryFolder();
  const add = ['person', 'add', 'lan', '--name', 'Nguyễn Thị Lan', '--role', 'auditor', '--json'];
  const added = invited.parse(JSON.parse(await told(dataFolder, ...add)));
  expect(added.link).toMatch(/^https:\/\/127\.0\.0\.1:8443\/#\/first-password\?token=[A-Za-z0-9_-]{43}$/);
  await expect(told(dataFolder, ...add)).rejects.toMatchObject({ code: 'PERSON_EXISTS' });
  const list = async () => z.array(person).parse(JSON.parse(await told(dataFolder, 'person', 'list', '--json')));
  expect(await list()).toMatchObject([{ login: 'lan', role: 'auditor', state: 'invited', hasTotp: false, lastSignInAt: null }]);
  expect(await told(dataFolder, 'person', 'disable', 'LAN')).toBe('lan: disabled');
  const link = await told(dataFolder, 'person', 'reset', 'lan');
  expect(link).toMatch(/first-password/);
  expect(link).not.toBe(added.link);
  expect(await list()).toMatchObject([{ state: 'invited' }]);
  await expect(told(dataFolder, 'person', 'reset', 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(told(dataFolder, 'person', 'add', 'hoa', '--name', 'Hoa', '--role', 'unit-viewer', '--unit', 'B')).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('an API token has the scopes and the unit that it was made with, until it is revoked', async () => {
  const collector = await collectorUnderTest();
  const { app, dataFolder } = collector;
  await collector.enrolmentToken({ unitName: 'Trạm Y tế B' });
  const make = ['token', 'create', '--for', 'api', '--scope', 'read:findings', '--unit', 'Trạm Y tế B', '--name', 'siem', '--json'];
  const made = z.object({ value: z.string(), tokenId: z.string() }).parse(JSON.parse(await told(dataFolder, ...make)));
  const { items } = z
    .object({ items: z.array(z.record(z.string(), z.unknown())) })
    .parse(JSON.parse(await told(dataFolder, 'token', 'list', '--json')));
  expect(items).toMatchObject([{ tokenId: made.tokenId, name: 'siem', scopes: ['read:findings'], unitName: 'Trạm Y tế B' }]);
  expect(JSON.stringify(items)).not.toContain(made.value);
  const get = (url: string) => app.inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${made.value}` } });
  expect((await get('/findings')).statusCode).toBe(200);
  expect(refusalOf(await get('/endpoints'))).toEqual([403, 'FORBIDDEN']);
  await told(dataFolder, 'token', 'revoke', made.tokenId);
  expect(refusalOf(await get('/findings'))).toEqual([401, 'SIGN_IN_REQUIRED']);
  await expect(told(dataFolder, 'token', 'revoke', made.tokenId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

async function verify(dataFolder: string, ...args: readonly string[]): Promise<[number, string]> {
  const out: string[] = [];
  const process = { out: (line: string) => void out.push(line), err: () => undefined, isTty: false, env: {}, entryPoint: '' };
  const code = await runCli(['audit', 'verify', '--data-dir', dataFolder, ...args], { ...process, signal: new AbortController().signal });
  return [code, out.join('\n')];
}

test('audit verify ends with 0 for a whole log, and with 1 and the first broken row for another', async () => {
  const dataFolder = temporaryFolder();
  for (const login of ['lan', 'hoa', 'minh']) await told(dataFolder, 'person', 'add', login, '--name', login, '--role', 'auditor');
  const [code, text] = await verify(dataFolder, '--json');
  expect([code, JSON.parse(text)]).toEqual([0, { status: 'whole', entries: 3, head: expect.any(String) }]);
  expect(await verify(dataFolder)).toEqual([0, expect.stringMatching(/^whole: 3 entries/)]);

  const db = new Database(collectorFiles(dataFolder).database);
  db.exec("DROP TRIGGER audit_is_fixed; UPDATE audit SET target = 'somebody else' WHERE number = 2");
  db.close();
  const [broken, said] = await verify(dataFolder, '--json');
  expect([broken, JSON.parse(said)]).toEqual([1, { status: 'broken', number: 2, fault: 'changed' }]);
  expect(await verify(dataFolder)).toEqual([1, expect.stringMatching(/^broken: entry 2 is not as it was written/)]);
});

test('audit verify makes no collector where there is none', async () => {
  expect((await verify(temporaryFolder()))[0]).toBe(2);
});
