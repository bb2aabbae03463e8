import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Change, changesBetween, findingOfChange } from '../../../src/domain/change.ts';
import { scanners } from '../../../src/scanners/registry.ts';
import { scannerIds } from '../../../src/domain/scanner-ids.ts';
import { hostOver } from '../../support/fake-host.ts';
import { scanContext } from '../../support/scan-context.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

/** What one scanner tells of the difference that `change` makes to a tree of files. */
async function changesOf(scannerId: string, before: Readonly<Record<string, string>>, change: (root: string) => void): Promise<Change[]> {
  const root = tempFolder();
  const host = hostOver(root, before);
  const scanner = scanners.find(({ id }) => id === scannerId);
  const read = async () => (await scanner?.scan(scanContext(host)))?.things ?? [];
  const baseline = await read();
  change(root);
  return changesBetween(baseline, await read());
}

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9y4aW1n0vSx1sP3dQZ7uJpJrOqk8m0mW5n2Yv5t0aB an@bv';

test.for([
  {
    name: 'a file in cron.d',
    scanner: 'cron-jobs',
    add: { 'etc/cron.d/x': '* * * * * root /bin/true\n' },
    told: '/etc/cron.d/x',
    technique: 'T1053.003',
  },
  {
    name: "a user's crontab",
    scanner: 'cron-jobs',
    add: { 'var/spool/cron/crontabs/an': '* * * * * /bin/true\n' },
    told: '/var/spool/cron/crontabs/an',
    technique: 'T1053.003',
  },
  {
    name: 'an hourly script with a Vietnamese name',
    scanner: 'cron-jobs',
    add: { 'etc/cron.hourly/sao-lưu-dữ-liệu': '#!/bin/sh\n' },
    told: '/etc/cron.hourly/sao-lưu-dữ-liệu',
    technique: 'T1053.003',
  },
  {
    name: 'a unit',
    scanner: 'systemd-units',
    add: { 'etc/systemd/system/x.service': '[Service]\nExecStart=/bin/true\n' },
    told: 'x.service',
    technique: 'T1543.002',
  },
  {
    name: 'a unit and the link that enables it, as one',
    scanner: 'systemd-units',
    add: { 'etc/systemd/system/x.service': '[Service]\n', 'etc/systemd/system/multi-user.target.wants/x.service': '→ ../x.service' },
    told: 'x.service',
    technique: 'T1543.002',
  },
  {
    name: 'a timer',
    scanner: 'systemd-units',
    add: { 'usr/lib/systemd/system/x.timer': '[Timer]\nOnBootSec=1\n' },
    told: 'x.timer',
    technique: 'T1053.006',
  },
  {
    name: "a user's unit",
    scanner: 'systemd-units',
    add: { 'root/.config/systemd/user/x.service': '[Service]\n' },
    told: 'user/x.service',
    technique: 'T1543.002',
  },
  {
    name: 'a drop-in for a unit that is not there',
    scanner: 'systemd-units',
    add: { 'etc/systemd/system/ssh.service.d/x.conf': '[Service]\nExecStartPre=/bin/true\n' },
    told: 'ssh.service',
    technique: 'T1543.002',
  },
  {
    name: 'a second root',
    scanner: 'privileged-accounts',
    add: { 'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\ntoor:x:0:0::/root:/bin/sh\n' },
    told: 'toor',
    technique: 'T1136.001',
  },
  {
    name: 'a sudo rule',
    scanner: 'privileged-accounts',
    add: { 'etc/sudoers.d/x': 'an ALL=(ALL) NOPASSWD: ALL\n' },
    told: '/etc/sudoers.d/x',
    technique: 'T1548.003',
  },
  {
    name: 'a key of root',
    scanner: 'authorized-keys',
    add: { 'root/.ssh/authorized_keys': `${key}\n` },
    told: '/root/.ssh/authorized_keys SHA256:',
    technique: 'T1098.004',
  },
])('$name is told once', async ({ scanner, add, told, technique }) => {
  const changes = await changesOf(scanner, { 'usr/bin/ls': 'original' }, (root) => layOut(root, add));
  expect(changes).toHaveLength(1);
  expect(changes[0]?.key.startsWith(told)).toBe(true);
  expect(changes.map((change) => findingOfChange(scanner, change).technique)).toEqual([technique]);
});

test('keys are known by the fingerprint that ssh-keygen shows, options and comments are not the key', async () => {
  const changes = await changesOf('authorized-keys', { 'root/.ssh/authorized_keys': `${key}\n` }, (root) =>
    layOut(root, { 'root/.ssh/authorized_keys': `command="/bin/sh -c 'echo ssh-rsa'",no-pty ${key}\n` }),
  );
  expect(changes).toMatchObject([
    { change: 'modified', before: { options: '' }, after: { type: 'ssh-ed25519', options: expect.stringContaining('command=') } },
  ]);
});

test('a line of authorized_keys that is not understood is told all the same', async () => {
  const changes = await changesOf('authorized-keys', {}, (root) =>
    layOut(root, { 'root/.ssh/authorized_keys': 'cert-authority nonsense\n' }),
  );
  expect(changes).toMatchObject([{ change: 'added', after: { type: 'not understood' } }]);
});

test('AuthorizedKeysFile of sshd_config is followed', async () => {
  const changes = await changesOf(
    'authorized-keys',
    { 'etc/ssh/sshd_config': 'AuthorizedKeysFile /etc/ssh/keys/%u .ssh/authorized_keys\n' },
    (root) => layOut(root, { 'etc/ssh/keys/root': `${key}\n` }),
  );
  expect(changes).toMatchObject([{ change: 'added', key: expect.stringContaining('/etc/ssh/keys/root SHA256:') }]);
});

test('a removed unit is told with what it was', async () => {
  const changes = await changesOf('systemd-units', { 'etc/systemd/system/x.service': '[Service]\nExecStart=/bin/true\n' }, (root) =>
    rmSync(join(root, 'etc/systemd/system/x.service')),
  );
  expect(changes).toMatchObject([{ change: 'removed', before: { lines: ['ExecStart=/bin/true'] } }]);
});

test('jobs of at, folder placeholders and comments are no cron jobs', async () => {
  const root = tempFolder();
  const host = hostOver(root, {
    'etc/cron.d/.placeholder': '',
    'var/spool/cron/atjobs/a0001': 'x',
    'etc/cron.d/y': '# remark\nSHELL=/bin/sh\n* * * * * root id\n',
  });
  const judgement = await scanners.find(({ id }) => id === 'cron-jobs')?.scan(scanContext(host));
  expect(judgement?.things).toMatchObject([{ key: '/etc/cron.d/y', state: { lines: ['* * * * * root id'] } }]);
});

test('a place too deep to follow is said', async () => {
  const root = tempFolder();
  const host = hostOver(root);
  const deep = join(root, 'etc/cron.d', 'a/b/c/d/e/f/g/h/i/j');
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, 'x'), '');
  const judgement = await scanners.find(({ id }) => id === 'cron-jobs')?.scan(scanContext(host));
  expect(judgement?.unreadable).toMatchObject([{ reason: 'TOO_DEEP' }]);
});

test('the registry has exactly one scanner for each id', () =>
  expect(scanners.map(({ id }) => id).toSorted()).toEqual(scannerIds.toSorted()));
