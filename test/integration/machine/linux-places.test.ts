import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type ScanReport, scanReport } from '../../../src/contracts/scan-report.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const canTry = process.getuid?.() === 0 && process.platform === 'linux';
if (!canTry) console.warn('skipped: changing system places of this machine needs root on Linux');

/** One real change of this machine per row; each is undone when the test has ended, however it ended. */
interface Row {
  readonly place: string;
  readonly path: string;
  readonly technique: string;
  /** Appended to the file, or the file itself where there is none. */
  readonly text?: string;
}

const rows: readonly Row[] = [
  { place: 'cron', path: '/etc/cron.d/wardwatch-test', technique: 'T1053.003', text: '* * * * * root /bin/true\n' },
  { place: 'user crontab', path: '/var/spool/cron/crontabs/wardwatch-test', technique: 'T1053.003' },
  { place: 'daily cron script', path: '/etc/cron.daily/wardwatch-test', technique: 'T1053.003' },
  { place: 'at', path: '/var/spool/cron/atjobs/a0000101d2a3b4', technique: 'T1053.002' },
  {
    place: 'systemd unit',
    path: '/etc/systemd/system/wardwatch-test.service',
    technique: 'T1543.002',
    text: '[Service]\nExecStart=/bin/true\n',
  },
  {
    place: 'systemd timer',
    path: '/etc/systemd/system/wardwatch-test2.timer',
    technique: 'T1053.006',
    text: '[Timer]\nOnCalendar=daily\n',
  },
  {
    place: 'systemd drop-in',
    path: '/etc/systemd/system/dbus.service.d/wardwatch-test.conf',
    technique: 'T1543.002',
    text: '[Service]\nExecStartPre=/bin/true\n',
  },
  { place: 'systemd generator', path: '/etc/systemd/system-generators/wardwatch-test', technique: 'T1543.002' },
  { place: 'rc.local', path: '/etc/rc.local', technique: 'T1037.004' },
  { place: 'init script', path: '/etc/init.d/wardwatch-test', technique: 'T1037.004' },
  { place: 'profile script', path: '/etc/profile.d/wardwatch-test.sh', technique: 'T1546.004' },
  { place: 'profile of root', path: '/root/.bash_login', technique: 'T1546.004' },
  { place: 'dynamic linker configuration', path: '/etc/ld.so.conf.d/wardwatch-test.conf', technique: 'T1574.006', text: '# test\n' },
  { place: 'PAM stack', path: '/etc/pam.d/wardwatch-test', technique: 'T1556.003', text: '# test\n' },
  { place: 'PAM module', path: '/usr/lib/x86_64-linux-gnu/security/pam_wardwatch_test.so', technique: 'T1556.003' },
  { place: 'sudo rule', path: '/etc/sudoers.d/wardwatch-test', technique: 'T1548.003', text: '# test\n' },
  {
    place: 'authorized keys',
    path: '/root/.ssh/authorized_keys',
    technique: 'T1098.004',
    text: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9y4aW1n0vSx1sP3dQZ7uJpJrOqk8m0mW5n2Yv5t0aB test\n',
  },
  { place: 'sshd configuration', path: '/etc/ssh/sshd_config.d/wardwatch-test.conf', technique: 'T1098.004', text: '# test\n' },
  { place: 'udev rule', path: '/etc/udev/rules.d/99-wardwatch-test.rules', technique: 'T1546.017', text: '# test\n' },
  { place: 'kernel module to load', path: '/etc/modules-load.d/wardwatch-test.conf', technique: 'T1547.006', text: '# test\n' },
  { place: 'modprobe configuration', path: '/etc/modprobe.d/wardwatch-test.conf', technique: 'T1547.006', text: '# test\n' },
  { place: 'package source', path: '/etc/apt/sources.list.d/wardwatch-test.sources', technique: 'T1195.002', text: '# test\n' },
  { place: 'package key', path: '/etc/apt/trusted.gpg.d/wardwatch-test.asc', technique: 'T1195.002' },
  { place: 'apt hook', path: '/etc/apt/apt.conf.d/99wardwatch-test', technique: 'T1546.016', text: '// test\n' },
  { place: 'message-of-the-day script', path: '/etc/update-motd.d/99-wardwatch-test', technique: 'T1037' },
  {
    place: 'XDG autostart',
    path: '/etc/xdg/autostart/wardwatch-test.desktop',
    technique: 'T1547.013',
    text: '[Desktop Entry]\nExec=/bin/true\n',
  },
  { place: 'network dispatcher', path: '/etc/NetworkManager/dispatcher.d/99-wardwatch-test', technique: 'T1546' },
  {
    place: 'root certificate',
    path: '/usr/local/share/ca-certificates/wardwatch-test.crt',
    technique: 'T1553.004',
    text: 'not a certificate\n',
  },
  { place: 'hosts', path: '/etc/hosts', technique: 'T1565.001', text: '# wardwatch-test\n' },
  { place: 'proxy for all', path: '/etc/environment', technique: 'T1090', text: '# wardwatch-test\n' },
  { place: 'loader variable for all', path: '/root/.pam_environment', technique: 'T1574.006', text: 'LD_PRELOAD DEFAULT=/tmp/x.so\n' },
  { place: 'files made at start-up', path: '/etc/tmpfiles.d/wardwatch-test.conf', technique: 'T1543.002', text: '# test\n' },
  { place: 'editor start-up file', path: '/etc/vim/vimrc.local', technique: 'T1546', text: '" test\n' },
  { place: 'mail that starts a program', path: '/root/.forward', technique: 'T1546', text: '# test\n' },
  { place: 'container service', path: '/etc/docker/daemon.json', technique: 'T1543.005', text: '{}\n' },
  { place: 'web server configuration', path: '/etc/nginx/conf.d/wardwatch-test.conf', technique: 'T1505', text: '# test\n' },
  { place: 'session of a display manager', path: '/usr/share/xsessions/wardwatch-test.desktop', technique: 'T1547.013', text: '# test\n' },
  { place: 'shell completion', path: '/etc/bash_completion.d/wardwatch-test', technique: 'T1546.004', text: '# test\n' },
  { place: 'system git hook', path: '/usr/share/git-core/templates/hooks/wardwatch-test', technique: 'T1546' },
  { place: 'Python start-up hook', path: '/usr/lib/python3/dist-packages/wardwatch-test.pth', technique: 'T1546.018', text: '# test\n' },
  { place: 'D-Bus service', path: '/usr/share/dbus-1/system-services/org.example.WardWatchTest.service', technique: 'T1543' },
  { place: 'polkit rule', path: '/etc/polkit-1/rules.d/99-wardwatch-test.rules', technique: 'T1548', text: '// test\n' },
  { place: 'audit rule', path: '/etc/audit/rules.d/wardwatch-test.rules', technique: 'T1562.012', text: '# test\n' },
  { place: 'log configuration', path: '/etc/rsyslog.d/99-wardwatch-test.conf', technique: 'T1562.006', text: '# test\n' },
  { place: 'firewall configuration', path: '/etc/nftables.d/wardwatch-test.nft', technique: 'T1562.004', text: '# test\n' },
  { place: 'backup configuration', path: '/etc/borgmatic.d/wardwatch-test.yaml', technique: 'T1490', text: '# test\n' },
  { place: 'boot loader', path: '/etc/default/grub.d/wardwatch-test.cfg', technique: 'T1542', text: '# test\n' },
  { place: 'remote access tool', path: '/usr/local/bin/ngrok', technique: 'T1219' },
];

const undo: (() => void)[] = [];
const undoAll = (): void =>
  undo
    .splice(0)
    .toReversed()
    .forEach((step) => step());

function change({ path, text = '#!/bin/sh\n' }: Row): void {
  makeFolders(dirname(path));
  const before = existsSync(path) ? readFileSync(path) : null;
  undo.push(() => (before === null ? rmSync(path, { force: true }) : writeFileSync(path, before)));
  appendFileSync(path, text);
}

function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  mkdirSync(path);
  undo.push(() => rmSync(path, { recursive: true, force: true }));
}

async function scan(folder: string, only: string): Promise<ScanReport> {
  const { out } = await wardwatch(['scan', '--json', '--data-dir', folder, '--only', only]);
  return scanReport.parse(JSON.parse(out));
}

const quick = 'privileged-accounts,authorized-keys,cron-jobs,systemd-units,persistence,root-certificates,remote-access';

test.skipIf(!canTry)(
  'every place is told with its technique when it is really changed, once, and resolved when it is undone',
  { timeout: 240_000 },
  async () => {
    onTestFinished(undoAll);
    const folder = tempFolder();
    expect((await scan(folder, quick)).findings).toEqual([]);
    rows.forEach(change);
    spawnSync('/usr/sbin/useradd', ['--no-create-home', '--shell', '/bin/bash', 'wardwatchtest']);
    undo.push(() => void spawnSync('/usr/sbin/userdel', ['--force', 'wardwatchtest']));
    const told = (await scan(folder, quick)).findings;
    const techniquesOf = (path: string): (string | undefined)[] =>
      told.filter(({ evidence }) => namesPath(evidence.subject, path)).map(({ technique }) => technique);
    expect(rows.map((row) => ({ place: row.place, told: techniquesOf(row.path) }))).toEqual(
      rows.map((row) => ({ place: row.place, told: [row.technique] })),
    );
    expect(told.filter(({ evidence }) => evidence.subject === 'wardwatchtest')).toMatchObject([
      { rule: 'account.added', technique: 'T1136.001' },
    ]);
    expect(told).toHaveLength(rows.length + 1);

    spawnSync('/usr/sbin/usermod', ['--append', '--groups', 'sudo', 'wardwatchtest']);
    const promoted = (await scan(folder, 'privileged-accounts')).findings.find(({ evidence }) => evidence.subject === 'wardwatchtest');
    expect(promoted).toMatchObject({ severity: 'high', evidence: { after: { rights: 'administrator' } } });

    undoAll();
    const after = (await scan(folder, quick)).findings;
    expect(after.filter(({ state }) => state !== 'resolved')).toEqual([]);
    expect(after).toHaveLength(rows.length + 1);
  },
);

/** Units are known by their name, tools by theirs, keys by path and fingerprint, all else by path. */
function namesPath(subject: string, path: string): boolean {
  const unit = /\/([^/]+\.(?:service|timer))(?:\.d\/[^/]+)?$/.exec(path)?.[1];
  if (unit !== undefined && path.includes('/systemd/')) return subject === unit;
  return subject === path || subject.startsWith(`${path} `) || (subject === 'ngrok' && path.endsWith('/ngrok'));
}

const toldAs = (technique: string | undefined, subject: string): string => `${technique} ${subject}`;

/** A path that a test makes, as a link or with text, and takes away again. */
function put(path: string, content: string | { readonly linkTo: string }): void {
  makeFolders(dirname(path));
  const before = existsSync(path) ? readFileSync(path) : null;
  undo.push(() => (before === null ? rmSync(path, { force: true }) : writeFileSync(path, before)));
  if (typeof content === 'string') writeFileSync(path, content);
  else symlinkSync(content.linkTo, path);
}

test.skipIf(!canTry)('audit and logging switched off are told, however it is done', { timeout: 240_000 }, async () => {
  onTestFinished(undoAll);
  const folder = tempFolder();
  const units = '/usr/lib/systemd/system';
  const enabled = '/etc/systemd/system/multi-user.target.wants';
  for (const name of ['auditd', 'rsyslog', 'clamav-daemon', 'nftables'].filter((one) => !existsSync(`${units}/${one}.service`))) {
    put(`${units}/${name}.service`, `[Service]\nExecStart=/usr/sbin/${name}\n[Install]\nWantedBy=multi-user.target\n`);
    put(`${enabled}/${name}.service`, { linkTo: `${units}/${name}.service` });
  }
  put('/run/systemd/units/invocation:auditd.service', { linkTo: '0123456789abcdef0123456789abcdef' });
  put('/etc/audit/rules.d/wardwatch-test.rules', '-w /etc/shadow -p wa\n');
  put('/etc/default/rsyslog', 'RSYSLOGD_OPTIONS=""\n');
  const only = 'systemd-units,persistence';
  expect((await scan(folder, only)).findings).toEqual([]);

  const told = async (): Promise<string[]> =>
    (await scan(folder, only)).findings
      .filter(({ state }) => state === 'open')
      .map(({ technique, evidence }) => toldAs(technique, evidence.subject))
      .toSorted();
  rmSync('/run/systemd/units/invocation:auditd.service');
  expect(await told(), 'stopped').toEqual([toldAs('T1562.012', 'auditd.service')]);
  symlinkSync('0123456789abcdef0123456789abcdef', '/run/systemd/units/invocation:auditd.service');
  expect(await told(), 'started again').toEqual([]);

  rmSync(`${enabled}/auditd.service`);
  put('/etc/systemd/system/rsyslog.service', { linkTo: '/dev/null' });
  rmSync(`${enabled}/clamav-daemon.service`);
  put('/run/systemd/system/nftables.service', { linkTo: '/dev/null' });
  writeFileSync('/etc/audit/rules.d/wardwatch-test.rules', '');
  put('/run/systemd/journald.conf.d/wardwatch-test.conf', '[Journal]\nStorage=none\n');
  writeFileSync('/etc/default/rsyslog', 'RSYSLOGD_OPTIONS="-N1"\n');
  expect(await told()).toEqual(
    [
      toldAs('T1562.012', 'auditd.service'),
      toldAs('T1562.006', 'rsyslog.service'),
      toldAs('T1562.001', 'clamav-daemon.service'),
      toldAs('T1562.004', 'nftables.service'),
      toldAs('T1562.012', '/etc/audit/rules.d/wardwatch-test.rules'),
      toldAs('T1562.006', '/run/systemd/journald.conf.d/wardwatch-test.conf'),
      toldAs('T1562.006', '/etc/default/rsyslog'),
    ].toSorted(),
  );
});

test.skipIf(!canTry)('a setuid copy and a file with capabilities are told, wherever they are', { timeout: 240_000 }, async () => {
  onTestFinished(undoAll);
  const folder = tempFolder();
  const [shell, ping] = ['/var/tmp/wardwatch-test-shell', '/opt/wardwatch-test-ping'];
  await scan(folder, 'setuid-files');
  for (const path of [shell, ping]) {
    copyFileSync('/bin/true', path);
    undo.push(() => rmSync(path, { force: true }));
  }
  chmodSync(shell, 0o4755);
  expect(lstatSync(shell).mode & 0o4000).toBe(0o4000);
  const hasSetcap = spawnSync('/usr/sbin/setcap', ['cap_net_raw=ep', ping]).status === 0;
  const told = (await scan(folder, 'setuid-files')).findings;
  expect(told.find(({ evidence }) => evidence.subject === shell)).toMatchObject({
    severity: 'critical',
    technique: 'T1548.001',
    evidence: { after: { mode: '4755' } },
  });
  if (hasSetcap && statSync('/usr/sbin/getcap', { throwIfNoEntry: false }))
    expect(told.find(({ evidence }) => evidence.subject === ping)).toMatchObject({
      technique: 'T1548.001',
      evidence: { after: { capabilities: 'cap_net_raw=ep' } },
    });
});

test.skipIf(!canTry || !existsSync('/usr/bin/perl'))(
  'a program that begins to listen is told with its path, and resolved when it ends',
  { timeout: 60_000 },
  async () => {
    onTestFinished(undoAll);
    const folder = tempFolder();
    await scan(folder, 'listening-ports');
    const script =
      'use IO::Socket; $s = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1", LocalPort => 0); print $s->sockport, "\\n"; sleep 60';
    const listening = spawn('/usr/bin/perl', ['-e', `$| = 1; ${script}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    undo.push(() => void listening.kill());
    await once(listening.stdout, 'data');
    const told = (await scan(folder, 'listening-ports')).findings.filter(({ evidence }) => evidence.subject.endsWith('/usr/bin/perl'));
    expect(told).toMatchObject([{ rule: 'listening-port.added', technique: 'T1571', evidence: { after: { scope: 'this machine' } } }]);
    listening.kill();
    await once(listening, 'exit');
    const after = (await scan(folder, 'listening-ports')).findings.filter(({ fingerprint }) => fingerprint === told[0]?.fingerprint);
    expect(after).toMatchObject([{ state: 'resolved' }]);
  },
);
