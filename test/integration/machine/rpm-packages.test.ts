import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runScan } from '../../../src/agent/scan/run-scan.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { createLinuxHost } from '../../../src/platform/linux/linux-host.ts';
import { findRpmDatabase } from '../../../src/platform/linux/rpm-database.ts';
import { type RunCommand, runCommand } from '../../../src/platform/run-command.ts';
import { scanners } from '../../../src/scanners/registry.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const canTry = process.getuid?.() === 0 && existsSync('/usr/bin/rpmbuild');
if (!canTry) console.warn('skipped: installing rpm packages needs root and rpm (Debian: rpm)');

const name = 'wardwatch-rpm-test';
const watched = new Set<string>(['systemd-units', 'cron-jobs', 'file-integrity']);
const never = new AbortController().signal;

function command(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, [...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const kept = `Name: ${name}-kept
Version: 1
Release: 1
Summary: made by a test
License: Apache-2.0
BuildArch: noarch
%description
Stays, so that the database is never empty.
%files
`;

const spec = (version: string, hasCron: boolean): string => `Name: ${name}
Epoch: 1
Version: ${version}
Release: 1
Summary: made by a test
License: Apache-2.0
BuildArch: noarch
%description
Made by a test.
%install
mkdir -p %{buildroot}/usr/bin %{buildroot}/etc/cron.d %{buildroot}/usr/lib/systemd/system
echo "# ${version}" > %{buildroot}/usr/bin/${name}
ln -s ${name} %{buildroot}/usr/bin/${name}-link
echo "# ${version}" > %{buildroot}/usr/lib/systemd/system/${name}.service
echo "# ${version}" > %{buildroot}/etc/cron.d/${name}
ln -s ${name} %{buildroot}/usr/bin/${name}-chosen
echo "# kept" > %{buildroot}/etc/cron.d/${name}-old
%files
%attr(0755,root,root) /usr/bin/${name}
/usr/bin/${name}-link
/usr/lib/systemd/system/${name}.service
%config(noreplace) /etc/cron.d/${name}
%ghost /usr/bin/${name}-chosen
${hasCron ? `/etc/cron.d/${name}-old` : `%exclude /etc/cron.d/${name}-old`}
`;

const buildRpm = (folder: string, version: string, hasCron = true): string => build(folder, spec(version, hasCron), `${name}-${version}-1`);

function build(folder: string, text: string, full: string): string {
  const file = join(folder, `${full}.spec`);
  writeFileSync(file, text);
  command('/usr/bin/rpmbuild', '-bb', '--quiet', '--define', `_topdir ${folder}`, '--define', '_build_id_links none', file);
  return join(folder, 'RPMS/noarch', `${full}.noarch.rpm`);
}

/** A system tree of its own into which the real rpm installs, seen by the real host. */
function machine() {
  const root = tempFolder();
  const folder = tempFolder();
  layOut(root, {
    'etc/os-release': 'NAME="Rocky Linux"\nVERSION_ID="9.4"\n',
    'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
    'etc/group': 'root:x:0:\n',
    'etc/shadow': 'root:*:1::\n',
    'etc/cron.d/0hourly': '01 * * * * root run-parts /etc/cron.hourly\n',
    'usr/bin/ls': 'ls',
    'usr/lib/systemd/system/own.service': '[Service]\n',
  });
  const asked: string[] = [];
  const run: RunCommand = (wanted, signal) => {
    asked.push(wanted.args.join(' '));
    return runCommand(wanted, signal);
  };
  const host = createLinuxHost({ run, root });
  const store = openAgentStore(join(folder, 'data'));
  const chosen = scanners.filter(({ id }) => watched.has(id));
  const scan = async (): Promise<string[]> => {
    const { coverage } = await runScan({ scanners: chosen, skip: [] }, { host, clock: systemClock, store, signal: never });
    expect(coverage.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
    return store.findings.list({ state: 'open' }).map(({ rule, evidence }) => `${rule} ${evidence.subject}`);
  };
  const rpm = (...args: string[]): string => command('/usr/bin/rpm', '--root', root, '--dbpath', '/var/lib/rpm', ...args);
  /** As dnf does beside rpm, a line for each package. */
  const dnfLog = (did: string, version: string): void => {
    const file = join(root, 'var/log/dnf.rpm.log');
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${new Date().toISOString().slice(0, 19)}Z SUBDEBUG ${did}: ${name}-1:${version}-1.noarch\n`);
  };
  return { root, folder, host, asked, scan, rpm, dnfLog };
}

test.skipIf(!canTry)('packages that rpm installs, upgrades and erases explain what they change', { timeout: 120_000 }, async () => {
  const { root, folder, host, scan, rpm, dnfLog } = machine();
  const [first, second] = [buildRpm(folder, '1.0'), buildRpm(folder, '2.0', false)];
  rpm('--install', '--nodeps', build(folder, kept, `${name}-kept-1-1`));
  expect(await scan()).toEqual([]);
  rpm('--install', '--nodeps', first);
  layOut(root, { [`usr/bin/${name}-chosen`]: `→ ${name}` }); // as its scripts would, for a choice among alternatives
  expect(await scan()).toEqual([]);
  expect((await host.readInventory(never)).value.software).toContainEqual({ manager: 'rpm', name, version: '1:1.0-1', arch: 'noarch' });

  writeFileSync(join(root, 'etc/cron.d', name), '# set by a person\n');
  expect(await scan(), 'a person’s own change is told').toEqual([`cron-job.modified /etc/cron.d/${name}`]);
  rpm('--upgrade', '--nodeps', second);
  dnfLog('Upgrade', '2.0');
  expect(existsSync(join(root, 'etc/cron.d', `${name}.rpmnew`)), 'rpm keeps it and puts the new one beside it').toBe(true);
  expect(await scan(), 'the dropped file and the new one beside are explained').toEqual([`cron-job.modified /etc/cron.d/${name}`]);
  rmSync(join(root, 'etc/cron.d', `${name}.rpmnew`));
  rpm('--reinstall', second);

  rpm('--erase', name);
  dnfLog('Erase', '2.0');
  expect((await scan()).filter((told) => !told.includes('.rpm'))).toEqual([]);
});

test.skipIf(!canTry)('one byte, a mode, a link or a file of nobody beside a fresh package are told', { timeout: 120_000 }, async () => {
  const { root, folder, scan, rpm } = machine();
  const [first, second] = [buildRpm(folder, '1.0'), buildRpm(folder, '2.0')];
  rpm('--install', '--nodeps', first);
  expect(await scan()).toEqual([]);
  rpm('--upgrade', '--nodeps', second);
  appendFileSync(join(root, 'usr/bin', name), 'x');
  appendFileSync(join(root, 'etc/cron.d/0hourly'), '* * * * * root id\n');
  layOut(root, { 'usr/bin/stranger': 'x', 'etc/systemd/system/stranger.service': '[Service]\n' });
  rmSync(join(root, 'usr/bin', `${name}-link`));
  layOut(root, { [`usr/bin/${name}-link`]: '→ /tmp/elsewhere' });
  expect((await scan()).toSorted()).toEqual(
    [
      `system-file.modified /usr/bin/${name}`,
      `system-file.modified /usr/bin/${name}-link`,
      'cron-job.modified /etc/cron.d/0hourly',
      'system-file.added /usr/bin/stranger',
      'systemd-service.added stranger.service',
    ].toSorted(),
  );
  rpm('--upgrade', '--nodeps', '--force', second);
  chmodSync(join(root, 'usr/bin', name), 0o4755);
  expect(await scan()).toContain(`system-file.modified /usr/bin/${name}`);
});

test.skipIf(!canTry)(
  'a removal that no history tells, and one of a package that is still there, are told',
  { timeout: 120_000 },
  async () => {
    const { root, folder, scan, rpm, dnfLog } = machine();
    rpm('--install', '--nodeps', buildRpm(folder, '1.0'));
    expect(await scan()).toEqual([]);
    dnfLog('Erase', '0.9');
    rmSync(join(root, 'etc/cron.d', `${name}-old`));
    expect(await scan(), 'its package is installed').toEqual([`cron-job.removed /etc/cron.d/${name}-old`]);
    rpm('--install', '--nodeps', build(folder, kept, `${name}-kept-1-1`));
    rmSync(join(root, 'var/log/dnf.rpm.log'));
    rpm('--erase', name);
    expect(await scan()).toContain(`cron-job.removed /etc/cron.d/${name}`);
  },
);

test.skipIf(!canTry)('on a machine of dpkg’s, rpm explains its own files and no removal', { timeout: 120_000 }, async () => {
  const { root, folder, scan, rpm, dnfLog } = machine();
  layOut(root, { 'var/lib/dpkg/status': 'Package: cron\nStatus: install ok installed\nVersion: 1\n\n' });
  expect(await scan()).toEqual([]);
  rpm('--install', '--nodeps', buildRpm(folder, '1.0'));
  expect(await scan()).toEqual([]);
  dnfLog('Erase', '0.9');
  appendFileSync(join(root, 'var/log/dnf.rpm.log'), `${new Date().toISOString().slice(0, 19)}Z SUBDEBUG Erase: other-1-1.noarch\n`);
  rmSync(join(root, 'etc/cron.d/0hourly'));
  expect(await scan()).toEqual(['cron-job.removed /etc/cron.d/0hourly']);
});

test.skipIf(!canTry)('a database without packages costs no process, whatever is scanned', { timeout: 60_000 }, async () => {
  const { root, asked, scan, rpm, host } = machine();
  expect(findRpmDatabase(root)).toBeNull();
  rpm('--initdb');
  expect(existsSync(join(root, 'var/lib/rpm/rpmdb.sqlite'))).toBe(true);
  expect(findRpmDatabase(root)).toBeNull();
  await scan();
  layOut(root, { 'etc/cron.d/x': 'x' });
  expect(await scan()).toEqual(['cron-job.added /etc/cron.d/x']);
  expect((await host.readInventory(never)).value.software, 'no package manager is known').toBeNull();
  expect(asked).toEqual([]);
  cpSync(join(root, 'usr/bin/ls'), join(root, 'var/lib/rpm/Packages'));
  expect(findRpmDatabase(root), 'an older format').toBe(join(root, 'var/lib/rpm'));
});
