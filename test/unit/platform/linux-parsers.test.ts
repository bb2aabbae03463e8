import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAccounts } from '../../../src/platform/linux/accounts.ts';
import { listenersOf, parseProcNet } from '../../../src/platform/linux/listeners.ts';
import { parseDpkgStatus, parseRpmQuery } from '../../../src/platform/linux/packages.ts';
import { judgeRebootState } from '../../../src/platform/linux/reboot.ts';
import { parseRpmHistory } from '../../../src/platform/linux/rpm-history.ts';
import { lastInstallTime, parseAptSimulation } from '../../../src/platform/linux/updates.ts';

const fixture = (name: string): string => readFileSync(`test/fixtures/linux/${name}`, 'utf8');

test('apt: security updates are told from others', () => {
  const updates = parseAptSimulation(fixture('apt-simulate-debian-12-security.txt'));
  expect(updates).toContainEqual({ name: 'liblzma5', installed: '5.4.1-1', candidate: '5.4.1-1+deb12u2', isSecurity: true });
  expect(updates).toContainEqual({ name: 'libgcrypt20', installed: '1.10.1-3', candidate: '1.10.1-3+deb12u1', isSecurity: true });
  expect(updates).toContainEqual({ name: 'bash', installed: '5.2.15-2+b8', candidate: '5.2.15-2+b13', isSecurity: false });
  expect(updates).toHaveLength(14);
});
test.for([
  ['Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security', true],
  ['Ubuntu:22.04/jammy-updates', false],
  ['UbuntuESMApps:22.04/jammy-apps-security', true],
  ['Debian:12.15/oldstable, Debian-Security:12/oldstable-security', true],
])('apt: %s is security: %s', ([archives, isSecurity]) =>
  expect(parseAptSimulation(`Inst a [1] (2 ${archives} [amd64])`)).toMatchObject([{ isSecurity }]),
);
test('apt: a new dependency has no installed version, other lines are no updates', () =>
  expect(parseAptSimulation('Inst new (1.0 Debian:12/stable [amd64])\nConf new (1.0)\n')).toMatchObject([{ name: 'new', installed: '' }]));

test('dpkg: installed packages with version and architecture', () => {
  const packages = parseDpkgStatus(fixture('dpkg-status-debian-12-four-packages.txt'));
  expect(packages.map(({ name }) => name).toSorted()).toEqual(['bash', 'libc6', 'openssl', 'tzdata']);
  expect(packages.find(({ name }) => name === 'bash')).toMatchObject({
    manager: 'dpkg',
    arch: 'amd64',
    version: expect.stringMatching(/^5\.2\.15-2\+b/),
    source: { name: 'bash', version: '5.2.15-2' },
  });
  expect(packages.find(({ name }) => name === 'libc6')?.source?.name).toBe('glibc');
  expect(packages.find(({ name }) => name === 'openssl')?.source).toBeUndefined();
});
test('dpkg: a removed package whose settings stay is not installed', () =>
  expect(parseDpkgStatus('Package: x\nStatus: deinstall ok config-files\nVersion: 1\n')).toEqual([]));
test('rpm: epoch, version and release make the version; keys are no packages', () =>
  expect(parseRpmQuery('bash\t0\t5.1\t2.el9\tx86_64\nopenssl\t1\t3.0\t1\tx86_64\ngpg-pubkey\t0\tfd\t1\t(none)\n')).toMatchObject([
    { name: 'bash', version: '5.1-2.el9' },
    { name: 'openssl', version: '1:3.0-1' },
  ]));
test('dpkg.log: the last installation or upgrade counts, triggers do not', () => {
  expect(lastInstallTime('2026-10-16 23:03:58 install a:amd64 <none> 1\n2026-10-17 00:00:00 trigproc man-db:amd64 1 <none>\n')).toBe(
    Date.parse('2026-10-16T23:03:58'),
  );
  expect(lastInstallTime('')).toBeNull();
});

test('proc: TCP listeners of both families, by address and port', () => {
  expect(parseProcNet(fixture('proc-net-tcp-linux-6.18-listening.txt'), 'tcp')).toEqual([
    { protocol: 'tcp', address: '0.0.0.0', port: 2024, inode: '1659' },
    { protocol: 'tcp', address: '127.0.0.1', port: 18_080, inode: '16986' },
  ]);
  expect(parseProcNet(fixture('proc-net-tcp6-linux-6.18-loopback.txt'), 'tcp')).toMatchObject([{ address: '::1', port: 18_081 }]);
  expect(parseProcNet(fixture('proc-net-udp-linux-6.18-mdns.txt'), 'udp')).toMatchObject([{ address: '0.0.0.0', port: 5353 }]);
});
test('proc: a mapped IPv4 address is shown as IPv4, others in their shortest form', () => {
  const line = (address: string): string => `  sl\n 0: ${address}:0050 0:0 0A 0 0 0 0 0 7`;
  expect(parseProcNet(line('0000000000000000FFFF00000100007F'), 'tcp')).toMatchObject([{ address: '127.0.0.1' }]);
  expect(parseProcNet(line('B80D0120000000000000000001000000'), 'tcp')).toMatchObject([{ address: '2001:db8::1' }]);
  expect(parseProcNet(line('00000000000000000000000000000000'), 'tcp')).toMatchObject([{ address: '::' }]);
});
test('listeners: the program is the owner of the socket, the range is that of the system', () =>
  expect(
    listenersOf([{ protocol: 'tcp', address: '::', port: 40_000, inode: '7' }], new Map([['7', '/usr/bin/x']]), [32_768, 60_999]),
  ).toMatchObject([{ program: '/usr/bin/x', isEphemeral: true }]));

test.for([
  ['root:$y$hash:1::', 'set'],
  ['root:!:1::', 'locked'],
  ['root:*:1::', 'locked'],
  ['root::1::', 'empty'],
] as const)('shadow %s is %s', ([shadow, password]) =>
  expect(parseAccounts('root:x:0:0:r:/root:/bin/bash', '', shadow)).toMatchObject([{ password }]),
);
test('an unreadable shadow leaves passwords unreadable, never locked', () =>
  expect(parseAccounts('root:x:0:0:r:/root:/bin/bash', '', null)).toMatchObject([{ password: 'unreadable' }]));
test('groups by member list and by primary group', () =>
  expect(parseAccounts('an:x:1000:1000::/home/an:/bin/sh', 'sudo:x:27:binh,an\nan:x:1000:\n', '')).toMatchObject([
    { groups: ['an', 'sudo'] },
  ]));

test.for([
  {
    name: 'nothing asked, newest kernel runs',
    signs: { request: null, runningKernel: '6.1.0-28-amd64', installedKernels: ['6.1.0-9-amd64', '6.1.0-28-amd64'] },
    expected: { required: false, because: [] },
  },
  {
    name: 'a newer kernel of this flavour is installed',
    signs: { request: null, runningKernel: '6.1.0-9-amd64', installedKernels: ['6.1.0-9-amd64', '6.1.0-28-amd64', '6.9.0-1-rt'] },
    expected: { required: true, because: ['linux 6.1.0-28-amd64'] },
  },
  {
    name: 'packages ask',
    signs: { request: 'libc6\nlibc6\ndbus\n', runningKernel: 'x', installedKernels: [] },
    expected: { required: true, because: ['libc6', 'dbus'] },
  },
  {
    name: "a virtual machine's own kernel is not behind",
    signs: { request: null, runningKernel: '6.18.44-fc', installedKernels: ['6.99.0-fc'] },
    expected: { required: false, because: [] },
  },
])('reboot: $name', ({ signs, expected }) => expect(judgeRebootState(signs)).toEqual(expected));

test('rpm: histories of dnf and zypper tell what was done since a time, the last of each package', () => {
  const history = [
    '2026-11-20T09:00:00+0700 SUBDEBUG Installed: early-1.0-1.el9.x86_64',
    '2026-11-20T10:00:01+0700 SUBDEBUG Upgrade: openssl-libs-1:3.2.2-6.el9.x86_64',
    '2026-11-20T10:00:02+0700 SUBDEBUG Upgraded: openssl-libs-1:3.0.7-27.el9.x86_64',
    '2026-11-20T10:00:03Z SUBDEBUG Erase: apr-util-bdb-1.6.1-20.el9.x86_64',
    '2026-11-20T10:00:04+0700 INFO --- logging initialized ---',
    '2026-11-20 10:00:05|remove |nano|7.2-1|x86_64|root@host||',
    '2026-11-20 10:00:06|command|zypper up|',
  ].join('\n');
  expect(parseRpmHistory(history, Date.parse('2026-11-20T10:00:00+07:00'))).toEqual([
    { package: 'openssl-libs', version: '1:3.2.2-6.el9', action: 'upgrade' },
    { package: 'apr-util-bdb', version: '1.6.1-20.el9', action: 'remove' },
    { package: 'nano', version: '7.2-1', action: 'remove' },
  ]);
});
