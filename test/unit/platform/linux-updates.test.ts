import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { UpdateService } from '../../../src/domain/facts.ts';
import { createHostFiles } from '../../../src/platform/host-files.ts';
import { newestInstallTime } from '../../../src/platform/linux/rpm-database.ts';
import { parsePeriodic, readAptService, readDnfService } from '../../../src/platform/linux/update-service.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const signal = new AbortController().signal;
const timers = ['apt-daily.timer', 'apt-daily-upgrade.timer'];
const everything: Readonly<Record<string, string>> = Object.fromEntries([
  ['usr/bin/unattended-upgrade', ''],
  ...timers.flatMap((timer) => [
    [`lib/systemd/system/${timer}`, '[Timer]\n'],
    [`etc/systemd/system/timers.target.wants/${timer}`, `→ /lib/systemd/system/${timer}`],
  ]),
]);
const settings = "Update_Package_Lists='1'\nUnattended_Upgrade='1'\n";

const service = async (files: Readonly<Record<string, string>>, printed: string | null): Promise<UpdateService> => {
  const root = tempFolder();
  layOut(root, files);
  const run = (): Promise<string> => (printed === null ? Promise.reject(new Error('no apt-config')) : Promise.resolve(printed));
  return readAptService({ files: createHostFiles(root), run, root }, signal);
};
const without = (...names: string[]) => Object.fromEntries(Object.entries(everything).filter(([path]) => !names.includes(path)));

test.for([
  ['all of it is there and on', everything, settings, 'on', []],
  ['a list each day, always upgraded', everything, "Update_Package_Lists='always'\nUnattended_Upgrade='7d'\n", 'on', []],
  ['settings turn it off', everything, `Enable='0'\n${settings}`, 'turned-off', ['APT::Periodic::Enable 0']],
  [
    'upgrades are turned off',
    everything,
    "Update_Package_Lists='1'\nUnattended_Upgrade='0'\n",
    'turned-off',
    ['APT::Periodic::Unattended-Upgrade 0'],
  ],
  [
    'a timer is disabled',
    without('etc/systemd/system/timers.target.wants/apt-daily.timer'),
    settings,
    'turned-off',
    ['apt-daily.timer disabled'],
  ],
  [
    'a timer is masked',
    { ...everything, 'etc/systemd/system/apt-daily-upgrade.timer': '→ /dev/null' },
    settings,
    'turned-off',
    ['apt-daily-upgrade.timer masked'],
  ],
  ['a machine without systemd', { 'usr/bin/unattended-upgrade': '' }, settings, 'on', []],
  [
    'nobody set it up',
    without('usr/bin/unattended-upgrade'),
    '',
    'not-set-up',
    [
      'unattended-upgrades is not installed',
      'APT::Periodic::Update-Package-Lists is not set',
      'APT::Periodic::Unattended-Upgrade is not set',
    ],
  ],
  ['the settings cannot be read', everything, null, 'unknown', []],
] as const)('apt: %s', async ([, files, printed, automatic, because]) =>
  expect(await service(files, printed)).toMatchObject({ automatic, because, lastSuccessAtMs: null }),
);

test('apt: the stamp of the last good run tells when that was', async () => {
  const root = tempFolder();
  layOut(root, { ...everything, 'var/lib/apt/periodic/upgrade-stamp': '' });
  utimesSync(join(root, 'var/lib/apt/periodic/upgrade-stamp'), 1000, 1000);
  const run = (): Promise<string> => Promise.resolve(settings);
  expect(await readAptService({ files: createHostFiles(root), run, root }, signal)).toMatchObject({
    automatic: 'on',
    lastSuccessAtMs: 1_000_000,
  });
});

test('apt: what apt-config prints on Debian 12', async () => {
  const printed = readFileSync('test/fixtures/linux/apt-config-debian-12-periodic-on.txt', 'utf8');
  expect(await service(everything, printed)).toMatchObject({ automatic: 'on', because: [] });
});

test('apt: settings are one line each, with their text whole', () =>
  expect(Object.fromEntries(parsePeriodic("Enable='1'\nnonsense\nUnattended_Upgrade='7d'\n"))).toEqual({
    Enable: '1',
    Unattended_Upgrade: '7d',
  }));

const dnfTimer = (name: string, enabled: boolean) => ({
  [`usr/lib/systemd/system/${name}`]: '[Timer]\n',
  ...(enabled ? { [`etc/systemd/system/timers.target.wants/${name}`]: `→ /usr/lib/systemd/system/${name}` } : {}),
});
test.for([
  ['is not installed', {}, 'not-set-up'],
  ['is installed and its timer is not enabled', dnfTimer('dnf-automatic.timer', false), 'not-set-up'],
  [
    'downloads and installs nothing',
    { ...dnfTimer('dnf-automatic.timer', true), 'etc/dnf/automatic.conf': 'apply_updates = no\n' },
    'not-set-up',
  ],
  [
    'installs by its configuration',
    { ...dnfTimer('dnf-automatic.timer', true), 'etc/dnf/automatic.conf': '[commands]\napply_updates = yes\n' },
    'on',
  ],
  ['installs by its timer', dnfTimer('dnf-automatic-install.timer', true), 'on'],
  ['is masked', { ...dnfTimer('dnf-automatic.timer', false), 'etc/systemd/system/dnf-automatic.timer': '→ /dev/null' }, 'turned-off'],
] as const)('dnf: automatic updates where dnf-automatic %s', ([, files, automatic]) => {
  const root = tempFolder();
  layOut(root, files);
  expect(readDnfService(createHostFiles(root)).automatic).toBe(automatic);
});

test('rpm: the last installation of any package', () => {
  expect(newestInstallTime('bash\t0\t5\t1\tx86_64\t1700000000\nzlib\t0\t1\t1\tx86_64\t1700000500\nnonsense\n')).toBe(1_700_000_500_000);
  expect(newestInstallTime('')).toBeNull();
});
