import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseGetfacl } from '../../../src/platform/linux/file-acls.ts';
import { createLinuxHost } from '../../../src/platform/linux/linux-host.ts';
import { runCommand } from '../../../src/platform/run-command.ts';
import { scanners } from '../../../src/scanners/registry.ts';
import { AppError } from '../../../src/base/app-error.ts';
import type { RunCommand } from '../../../src/platform/run-command.ts';
import { changesBetween, findingOfChange } from '../../../src/domain/change.ts';
import { scanContext } from '../../support/scan-context.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const setfacl = '/usr/bin/setfacl';
const hasTools = existsSync(setfacl) && existsSync('/usr/bin/getfacl');
if (!hasTools) console.warn('skipped in part: the package acl is not installed');

const grant = (path: string, ...entries: readonly string[]): void => {
  const { status, stderr } = spawnSync(setfacl, [...entries, path], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
};

function scan(root: string, run: RunCommand = runCommand) {
  const scanner = scanners.find(({ id }) => id === 'file-acls');
  if (!scanner) throw new Error('no scanner file-acls');
  return scanner.scan(scanContext(createLinuxHost({ run, root })));
}

test.skipIf(!hasTools)('rights that an access list gives are told by file, whatever its name', async () => {
  const root = tempFolder();
  layOut(root, { 'etc/shadow': 'x', 'etc/sao lưu/a\\b#c': 'x', 'etc/passwd': 'x', 'home/an/x': 'x' });
  const baseline = (await scan(root)).things ?? [];
  expect(baseline).toEqual([]);
  grant(join(root, 'etc/shadow'), '-m', 'u:1001:rw');
  grant(join(root, 'etc/sao lưu'), '-d', '-m', 'g:4:rx');
  grant(join(root, 'etc/sao lưu/a\\b#c'), '-m', 'u:1001:rwx,m:r');
  grant(join(root, 'home/an/x'), '-m', 'u:1001:rw');
  const { things = [], unreadable } = await scan(root);
  const told = changesBetween(baseline, things).map((change) => findingOfChange('file-acls', change));
  expect(unreadable).toEqual([]);
  expect(told.map(({ evidence, severity, technique }) => [evidence.subject, severity, technique, evidence.after?.acl]).toSorted()).toEqual([
    ['/etc/sao lưu', 'medium', 'T1222.002', expect.arrayContaining(['default:group:4:r-x'])],
    ['/etc/sao lưu/a\\b#c', 'medium', 'T1222.002', ['user:1001:rwx #effective:r--', 'mask::r--']],
    ['/etc/shadow', 'high', 'T1222.002', ['user:1001:rw-', 'mask::rw-']],
  ]);
});

test('output of getfacl 2.3.1, with a name that goes over two lines', () => {
  const output = [
    '# file: /etc/n\\012l',
    '# owner: 0',
    '# group: 0',
    '# flags: s--',
    'user::rw-',
    'user:1001:rwx\t#effective:r--',
    'group::r--',
    'mask::r--',
    'other::r--',
    '',
    '# file: /etc/nothing more than its mode',
    'user::rwx',
    '',
    '',
  ];
  expect(parseGetfacl(output.join('\n'))).toEqual([{ path: '/etc/n\nl', entries: ['user:1001:rwx #effective:r--', 'mask::r--'] }]);
});

test.skipIf(!hasTools)('what could not be read is said, and the rest is read', async () => {
  const root = tempFolder();
  layOut(root, { 'etc/shadow': 'x' });
  const run: RunCommand = ({ goodExitCodes }) =>
    goodExitCodes?.includes(1)
      ? Promise.resolve(`# file: ${root}/etc/shadow\nuser:1001:rw-\n`)
      : Promise.reject(new AppError('COMMAND_FAILED', 'getfacl ended with 1'));
  expect(await scan(root, run)).toMatchObject({
    things: [{ key: '/etc/shadow' }],
    unreadable: [{ subject: '/', reason: 'SOME_UNREADABLE' }],
  });
});

test('a machine without getfacl is unread, and no finding', async () => {
  const scanner = scanners.find(({ id }) => id === 'file-acls');
  const host = { ...createLinuxHost({ run: runCommand, root: tempFolder() }), listFileAcls: async () => ({ status: 'absent' }) as const };
  expect(await scanner?.scan(scanContext(host))).toEqual({ things: [], unreadable: [{ subject: '/', reason: 'GETFACL_MISSING' }] });
});
