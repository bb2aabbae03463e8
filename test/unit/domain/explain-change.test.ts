import { expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import { accountPath, explainByPackage, pathsOfChange, resolveLink } from '../../../src/domain/explain-change.ts';
import type { PackagedFile, PackageTransaction } from '../../../src/domain/explanation.ts';
import { windowAt } from '../../../src/domain/maintenance-window.ts';

const upgraded: PackageTransaction = { package: 'coreutils', version: '9.1-2', action: 'upgrade' };
const file = (over: Partial<PackagedFile> = {}): PackagedFile => ({
  digest: 'new',
  linkTarget: null,
  owner: 'coreutils',
  namedBy: null,
  recordedDigests: ['new'],
  ...over,
});
const change = (over: Partial<Change> = {}): Change => ({
  kind: 'system-file',
  key: '/usr/bin/ls',
  change: 'modified',
  before: { digest: 'a' },
  after: { digest: 'b' },
  ...over,
});
const explain = (changed: Change, files: Record<string, PackagedFile>, transactions: readonly PackageTransaction[] = [upgraded]) =>
  explainByPackage(changed, { transactions, files: new Map(Object.entries(files)) });

test.for<{
  name: string;
  changed?: Partial<Change>;
  files: Record<string, PackagedFile>;
  transactions?: PackageTransaction[];
  explained: boolean;
}>([
  { name: 'content that the records allow, of a package just upgraded', files: { '/usr/bin/ls': file() }, explained: true },
  {
    name: 'content that no record allows, though the package was upgraded',
    files: { '/usr/bin/ls': file({ digest: 'other' }) },
    explained: false,
  },
  { name: 'content that the records allow, but no transaction', files: { '/usr/bin/ls': file() }, transactions: [], explained: false },
  {
    name: 'another package was upgraded',
    files: { '/usr/bin/ls': file() },
    transactions: [{ ...upgraded, package: 'bash' }],
    explained: false,
  },
  { name: 'a file of no package', files: { '/usr/bin/ls': file({ owner: null, recordedDigests: [] }) }, explained: false },
  { name: 'a path that was not looked up', files: {}, explained: false },
  {
    name: 'gone with the package that brought it',
    changed: { change: 'removed' },
    files: { '/usr/bin/ls': file({ digest: null, owner: null, recordedDigests: [] }) },
    transactions: [{ ...upgraded, action: 'remove' }],
    explained: true,
  },
  {
    name: 'gone while its package was removed, which goes on listing its configuration',
    changed: { change: 'removed' },
    files: { '/usr/bin/ls': file({ digest: null }) },
    transactions: [{ ...upgraded, action: 'remove' }],
    explained: true,
  },
  {
    name: 'gone, but an installed package still lists it',
    changed: { change: 'removed' },
    files: { '/usr/bin/ls': file({ digest: null }) },
    explained: false,
  },
  {
    name: 'gone from a place where packages never write',
    changed: { change: 'removed', key: '/usr/local/bin/x' },
    files: { '/usr/local/bin/x': file({ digest: null, owner: null, recordedDigests: [] }) },
    explained: false,
  },
  {
    name: 'an unreadable file is not gone',
    files: { '/usr/bin/ls': file({ digest: null, linkTarget: 'unreadable', owner: null }) },
    explained: false,
  },
  {
    name: 'a link to a file that the package brought',
    changed: { key: '/usr/bin/vi' },
    files: {
      '/usr/bin/vi': file({ digest: null, linkTarget: '/etc/alternatives/vi', owner: null }),
      '/etc/alternatives/vi': file({ digest: null, linkTarget: '/usr/bin/ls', owner: null }),
      '/usr/bin/ls': file(),
    },
    explained: true,
  },
  {
    name: 'a link to a file that was changed',
    changed: { key: '/usr/bin/vi' },
    files: { '/usr/bin/vi': file({ digest: null, linkTarget: '/usr/bin/ls', owner: null }), '/usr/bin/ls': file({ digest: 'other' }) },
    explained: false,
  },
  {
    name: 'links that lead in a circle',
    changed: { key: '/usr/bin/a' },
    files: {
      '/usr/bin/a': file({ digest: null, linkTarget: 'b', owner: null }),
      '/usr/bin/b': file({ digest: null, linkTarget: 'a', owner: null }),
    },
    explained: false,
  },
  {
    name: 'what the kernel package writes into the boot folder',
    changed: { kind: 'boot-loader', key: '/boot/grub/grub.cfg' },
    files: {},
    transactions: [{ ...upgraded, package: 'linux-image-6.1.0-28-amd64' }],
    explained: true,
  },
  {
    name: 'the boot folder without a kernel package',
    changed: { kind: 'boot-loader', key: '/boot/grub/grub.cfg' },
    files: {},
    explained: false,
  },
])('$name: explained $explained', ({ changed, files, transactions, explained }) => {
  expect(explain(change(changed), files, transactions) !== null).toBe(explained);
});

test('a unit is explained when every file of it that changed is', () => {
  const digest = 'd'.repeat(64);
  const unit = change({
    kind: 'systemd-service',
    key: 'x.service',
    change: 'added',
    before: undefined,
    after: {
      files: [
        `/usr/lib/systemd/system/x.service ${digest} 0644 0`,
        '/etc/systemd/system/multi-user.target.wants/x.service → /lib/systemd/system/x.service 0777 0',
      ],
      lines: [],
    },
  });
  expect(pathsOfChange(unit)).toEqual(['/usr/lib/systemd/system/x.service', '/etc/systemd/system/multi-user.target.wants/x.service']);
  const link = file({ digest: null, linkTarget: '/lib/systemd/system/x.service', owner: null });
  const whole = {
    '/usr/lib/systemd/system/x.service': file(),
    '/lib/systemd/system/x.service': file(),
    '/etc/systemd/system/multi-user.target.wants/x.service': link,
  };
  expect(explain(unit, whole)).toMatchObject({ by: 'package', package: 'coreutils', action: 'upgrade' });
  const dropIn = {
    ...unit,
    after: {
      files: [...(Array.isArray(unit.after?.files) ? unit.after.files : []), `/etc/systemd/system/x.service.d/evil.conf ${digest} 0644 0`],
      lines: [],
    },
  };
  expect(explain(dropIn, { ...whole, '/etc/systemd/system/x.service.d/evil.conf': file({ owner: null, recordedDigests: [] }) })).toBeNull();
});

test('a unit that is disabled or masked is not explained by the packages of others', () => {
  const digest = 'd'.repeat(64);
  const own = `/usr/lib/systemd/system/auditd.service ${digest} 0644 0`;
  const wanted = '/etc/systemd/system/multi-user.target.wants/auditd.service → /lib/systemd/system/auditd.service 0777 0';
  const mask = '/etc/systemd/system/auditd.service → /dev/null 0777 0';
  const unit = (files: string[]) =>
    change({ kind: 'audit-service', key: 'auditd.service', before: { files: [own, wanted] }, after: { files } });
  const gone = file({ digest: null, linkTarget: null, owner: null, recordedDigests: [] });
  const records = {
    '/usr/lib/systemd/system/auditd.service': file({ owner: 'auditd' }),
    '/etc/systemd/system/multi-user.target.wants/auditd.service': gone,
    '/etc/systemd/system/auditd.service': file({ digest: null, linkTarget: '/dev/null', owner: null }),
    '/dev/null': file({ digest: null, linkTarget: 'unreadable', owner: null }),
  };
  expect(explain(unit([own]), records), 'disabled').toBeNull();
  expect(explain(unit([own, wanted, mask]), records), 'masked').toBeNull();
  const ofIts: PackageTransaction = { package: 'auditd', version: '3', action: 'upgrade' };
  expect(explain(unit([own]), records, [ofIts]), 'disabled by its own package').toMatchObject({ package: 'auditd' });
  expect(explain(unit([own, wanted, mask]), records, [ofIts])).toBeNull();
});

test.for([
  {
    name: 'a system account that the installed package names',
    state: { uid: 104, rights: 'ordinary', password: 'locked' },
    owner: 'coreutils',
    explained: true,
  },
  { name: 'one with a password', state: { uid: 104, rights: 'ordinary', password: 'set' }, owner: 'coreutils', explained: false },
  { name: 'one with root rights', state: { uid: 0, rights: 'root', password: 'locked' }, owner: 'coreutils', explained: false },
  { name: 'a person', state: { uid: 1001, rights: 'ordinary', password: 'locked' }, owner: 'coreutils', explained: false },
  { name: 'one that no package names', state: { uid: 104, rights: 'ordinary', password: 'locked' }, owner: null, explained: false },
])('account: $name: explained $explained', ({ state, owner, explained }) => {
  const added = change({ kind: 'account', key: 'postgres', change: 'added', before: undefined, after: state });
  expect(explain(added, { [accountPath('postgres')]: file({ owner }) }) !== null).toBe(explained);
});

test.for([
  ['/a/b/c', '../d', '/a/d'],
  ['/a/b', 'c', '/a/c'],
  ['/a/b', '/x', '/x'],
  ['/a/b', './../../../x', '/x'],
] as const)('a link at %s to %s leads to %s', ([path, target, resolved]) => expect(resolveLink(path, target)).toBe(resolved));

// 2026-11-21 is a Saturday; 22:30 in Vietnam is 15:30 UTC.
test.for([
  ['2026-11-21T15:30:00Z', 'sat 22:00-02:00'],
  ['2026-11-21T18:59:00Z', 'sat 22:00-02:00'],
  ['2026-11-21T19:00:00Z', null],
  ['2026-11-21T14:59:00Z', null],
  ['2026-11-22T15:30:00Z', null],
] as const)('at %s the window is %s', ([time, window]) =>
  expect(windowAt([{ days: ['sat'], from: '22:00', to: '02:00' }], Date.parse(time))).toBe(window),
);

test('a service account that goes while packages are removed is explained; a person, or one without a removal, is not', () => {
  const removed = (uid: number) =>
    change({ kind: 'account', key: 'sshd', change: 'removed', before: { uid, rights: 'ordinary', password: 'none' }, after: undefined });
  const purged: PackageTransaction = { package: 'openssh-server', version: '1', action: 'remove' };
  expect(explain(removed(101), {}, [purged])).toMatchObject({ package: 'openssh-server' });
  expect(explain(removed(101), {}, [upgraded])).toBeNull();
  expect(explain(removed(1000), {}, [purged])).toBeNull();
});

test('settings that nothing trusts by itself are explained by the scripts that write them; other files are not', () => {
  const postfix: PackageTransaction = { package: 'postfix', version: '3.7', action: 'install' };
  const unowned = (path: string, over: Partial<PackagedFile> = {}) => ({ [path]: file({ owner: null, recordedDigests: [], ...over }) });
  const settings = (key: string) => change({ kind: 'configuration-file', key, change: 'added', before: undefined });
  const main = '/etc/postfix/main.cf';
  expect(explain(settings(main), unowned(main), [postfix])).toMatchObject({ package: 'postfix' });
  expect(explain(settings(main), unowned(main), [upgraded])).toBeNull();
  expect(explain(settings('/etc/mailname'), unowned('/etc/mailname', { namedBy: 'postfix' }), [postfix])).toMatchObject({
    package: 'postfix',
  });
  expect(explain(settings('/etc/mailname'), unowned('/etc/mailname'), [postfix])).toBeNull();
  expect(explain(change({ kind: 'cron-job', key: main, change: 'added' }), unowned(main, { namedBy: 'postfix' }), [postfix])).toBeNull();
});
