import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createHostFiles } from '../../../src/platform/host-files.ts';
import { parseDpkgLog } from '../../../src/platform/linux/dpkg-log.ts';
import { readDpkgRecords } from '../../../src/platform/linux/dpkg-records.ts';
import { parseFound, parseGetcap } from '../../../src/platform/linux/privileged-files.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const local = (ms: number): string => {
  const at = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString();
  return `${at.slice(0, 10)} ${at.slice(11, 19)}`;
};

test('the log tells installations, upgrades, reinstallations and removals since a time, the last one of each package', () => {
  const base = Date.parse('2026-11-20T10:00:00Z');
  const log = [
    `${local(base)} install a:amd64 <none> 1`,
    `${local(base + 5000)} upgrade b:amd64 1 2`,
    `${local(base + 6000)} upgrade c:amd64 2 2`,
    `${local(base + 7000)} remove d:all 1 <none>`,
    `${local(base + 8000)} status installed b:amd64 2`,
    `${local(base + 9000)} upgrade b:amd64 2 3`,
  ].join('\n');
  expect(parseDpkgLog(log, base + 1000)).toEqual([
    { package: 'b', action: 'upgrade', version: '3' },
    { package: 'c', action: 'reinstall', version: '2' },
    { package: 'd', action: 'remove', version: '1' },
  ]);
  expect(parseDpkgLog(log, base)).toHaveLength(4);
});

test('records give owner and allowed digests, over merged folders, configuration files, ucf and links', () => {
  const root = tempFolder();
  layOut(root, {
    'var/log/dpkg.log': `${local(Date.now())} upgrade tool:amd64 1 2\n`,
    'var/lib/dpkg/info/tool:amd64.list': '/.\n/bin/tool\n/etc/tool.conf\n/lib/systemd/system/tool.service\n',
    'var/lib/dpkg/info/tool:amd64.md5sums': `${md5('program')}  bin/tool\n${md5('unit')}  lib/systemd/system/tool.service\n`,
    'var/lib/dpkg/info/tool.postinst': '#!/bin/sh\nadduser --system _tool\necho > /etc/named-by-script.conf\n',
    'var/lib/dpkg/status': `Package: tool\nStatus: install ok installed\nConffiles:\n /etc/tool.conf ${md5('settings')}\nVersion: 2\n`,
    'var/lib/ucf/registry': 'tool /etc/tool-ucf.conf\n',
    'var/lib/ucf/hashfile': `${md5('by ucf')}  /etc/tool-ucf.conf\n`,
    'usr/bin/tool': 'program',
    'usr/lib/systemd/system/tool.service': 'unit',
    'lib/systemd/system/tool.service': 'unit',
    'etc/tool.conf': 'settings',
    'etc/tool-ucf.conf': 'by ucf',
    'usr/bin/tool-link': '→ tool',
    'etc/tool/copied.rules': 'program',
    'etc/tool/other.rules': 'nobody ships this',
    'etc/elsewhere/copied.rules': 'program',
  });
  const { transactions, files } = readDpkgRecords(
    createHostFiles(root),
    root,
    [
      '/usr/bin/tool',
      '/etc/tool.conf',
      '/etc/tool-ucf.conf',
      '/usr/bin/tool-link',
      '/usr/lib/systemd/system/tool.service',
      '/usr/bin/absent',
      '/etc/tool/copied.rules',
      '/etc/tool/other.rules',
      '/etc/elsewhere/copied.rules',
      '/etc/named-by-script.conf',
      'account:_tool',
      'account:_to',
    ],
    0,
  );
  expect(transactions).toEqual([{ package: 'tool', action: 'upgrade', version: '2' }]);
  for (const path of ['/usr/bin/tool', '/etc/tool.conf', '/etc/tool-ucf.conf', '/usr/lib/systemd/system/tool.service']) {
    const known = files.get(path);
    expect({ path, owner: known?.owner, allowed: known?.recordedDigests.includes(known.digest ?? '') }).toEqual({
      path,
      owner: 'tool',
      allowed: true,
    });
  }
  expect(files.get('/usr/bin/tool-link')).toMatchObject({ linkTarget: 'tool', owner: null });
  expect(files.get('/usr/bin/absent')).toEqual({ digest: null, linkTarget: null, owner: null, namedBy: null, recordedDigests: [] });
  expect(files.get('account:_tool')?.owner).toBe('tool');
  // Copies of what it ships belong to a package where its name stands in the path, and nowhere else.
  expect(files.get('/etc/tool/copied.rules')).toMatchObject({ owner: 'tool', recordedDigests: [md5('program')] });
  expect(files.get('/etc/tool/other.rules')?.owner).toBeNull();
  expect(files.get('/etc/elsewhere/copied.rules')?.owner).toBeNull();
  expect(files.get('account:_to')?.owner).toBeNull();
  expect(files.get('/etc/named-by-script.conf')?.namedBy).toBe('tool');
});

test('a device is not gone: what leads to it is explained by nothing', () => {
  const root = tempFolder();
  layOut(root, { 'var/log/dpkg.log': `${local(Date.now())} upgrade tool:amd64 1 2\n` });
  mkdirSync(join(root, 'dev'));
  spawnSync('/usr/bin/mkfifo', [join(root, 'dev/pipe')]);
  const { files } = readDpkgRecords(createHostFiles(root), root, ['/dev/pipe', '/dev/nothing'], 0);
  expect(files.get('/dev/pipe')).toMatchObject({ digest: null, linkTarget: 'unreadable' });
  expect(files.get('/dev/nothing')).toMatchObject({ digest: null, linkTarget: null });
});

test('without transactions nothing is looked up', () => {
  const root = tempFolder();
  expect(readDpkgRecords(createHostFiles(root), root, ['/usr/bin/ls'], 0)).toEqual({ transactions: [], files: new Map() });
});

test('names with newlines and spaces survive the lists of privileged files', () => {
  expect(parseFound('/usr/bin/su\0/tmp/a b\nc\0')).toEqual(['/usr/bin/su', '/tmp/a b\nc']);
  expect(parseGetcap('/usr/bin/ping cap_net_raw=ep\n/opt/a b = cap_net_admin,cap_net_raw+ep\nnonsense\n')).toEqual(
    new Map([
      ['/usr/bin/ping', 'cap_net_raw=ep'],
      ['/opt/a b', 'cap_net_admin,cap_net_raw+ep'],
    ]),
  );
});
