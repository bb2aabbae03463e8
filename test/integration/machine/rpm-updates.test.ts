import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { UpdateState } from '../../../src/domain/facts.ts';
import { judgePatchStatus } from '../../../src/domain/patch-status.ts';
import { createLinuxHost } from '../../../src/platform/linux/linux-host.ts';
import { runCommand } from '../../../src/platform/run-command.ts';
import { layOut, tempFolder } from '../../support/temp-folder.ts';

const tools = ['/usr/bin/rpmbuild', '/usr/bin/dnf', '/usr/bin/createrepo_c', '/usr/bin/modifyrepo_c'];
const canTry = process.getuid?.() === 0 && tools.every((tool) => existsSync(tool));
if (!canTry) console.warn('skipped: repositories of rpm packages need root, rpm, dnf and createrepo_c (Debian: rpm dnf createrepo-c)');

const never = new AbortController().signal;

function command(program: string, ...args: readonly string[]): { readonly out: string; readonly status: number | null } {
  const { status, stdout, stderr } = spawnSync(program, [...args], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  if (status !== 0 && status !== 100) throw new Error(stderr);
  return { out: stdout, status };
}

/** `[epoch:]version-release`. */
type Versions = readonly string[];
interface Software {
  readonly name: string;
  readonly installed: Versions;
  readonly offered: Versions;
  /** Of those that are offered or were once, what a security advisory names. */
  readonly security: Versions;
}

const software: readonly Software[] = [
  { name: 'plain', installed: ['1.0-1'], offered: ['1.0-1', '1.1-1'], security: ['1.1-1'] },
  { name: 'bugfix', installed: ['1.0-1'], offered: ['1.0-2'], security: [] },
  { name: 'current', installed: ['2.0-1'], offered: ['1.0-1', '2.0-1'], security: ['1.0-1', '2.0-1'] },
  { name: 'newer-here', installed: ['3.0-1'], offered: ['2.0-9'], security: ['2.0-9'] },
  { name: 'epoch', installed: ['9.0-1'], offered: ['1:1.0-1'], security: ['1:1.0-1'] },
  { name: 'no-epoch', installed: ['1:1.0-1'], offered: ['2.0-1'], security: ['2.0-1'] },
  { name: 'tilde', installed: ['1.0~rc1-1'], offered: ['1.0-1'], security: ['1.0-1'] },
  { name: 'tilde-above', installed: ['1.0-1'], offered: ['1.0~rc2-1'], security: ['1.0~rc2-1'] },
  { name: 'caret', installed: ['1.0-1'], offered: ['1.0^git1-1'], security: [] },
  { name: 'numbers', installed: ['1.9-1.el9'], offered: ['1.10-1.el9', '1.2-1.el9'], security: ['1.10-1.el9'] },
  { name: 'release', installed: ['1-1.el9_1'], offered: ['1-1.el9_10', '1-1.el9_2'], security: ['1-1.el9_2'] },
  { name: 'side-by-side', installed: ['5.14-1', '5.14-3'], offered: ['5.14-2', '5.14-3'], security: ['5.14-2', '5.14-3'] },
  { name: 'side-by-side-old', installed: ['5.14-1', '5.14-2'], offered: ['5.14-3'], security: ['5.14-3'] },
  { name: 'fixed-in-between', installed: ['1-1'], offered: ['1-2', '1-3'], security: ['1-2'] },
  { name: 'never-installed', installed: [], offered: ['1-1'], security: ['1-1'] },
];

const split = (version: string): { epoch: string; version: string; release: string } => {
  const [, epoch = '0', number = '', release = ''] = /^(?:(\d+):)?(.+)-([^-]+)$/.exec(version) ?? [];
  return { epoch, version: number, release };
};

/** One build for all packages that can stand beside each other: parts of one, each with a version of its own. */
function build(folder: string, packages: readonly { readonly name: string; readonly version: string }[]): string[] {
  const part = ({ name, version }: { name: string; version: string }): string => {
    const { epoch, version: number, release } = split(version);
    return `%package -n ${name}\nSummary: made by a test\nEpoch: ${epoch}\nVersion: ${number}\nRelease: ${release}\n%description -n ${name}\nx\n%files -n ${name}\n`;
  };
  const file = join(folder, 'parts.spec');
  const head =
    'Name: wardwatch-parts\nVersion: 1\nRelease: 1\nSummary: made by a test\nLicense: Apache-2.0\nBuildArch: noarch\n%description\nx\n';
  writeFileSync(file, head + packages.map(part).join(''));
  command('/usr/bin/rpmbuild', '-bb', '--quiet', '--define', `_topdir ${folder}`, file);
  return packages.map(({ name, version }) => {
    const { version: number, release } = split(version);
    return join(folder, 'RPMS/noarch', `${name}-${number}-${release}.noarch.rpm`);
  });
}

/** Round by round: one name has one version in a build. */
function buildAll(folder: string, versionsOf: (item: Software) => Versions): string[] {
  const rounds = Math.max(...software.map((item) => versionsOf(item).length));
  return Array.from({ length: rounds }, (_, round) =>
    build(
      folder,
      software.flatMap((item) => {
        const version = versionsOf(item)[round];
        return version === undefined ? [] : [{ name: item.name, version }];
      }),
    ),
  ).flat();
}

const advisory = (type: string, id: string, issued: string, named: readonly { name: string; version: string }[]): string => {
  const packages = named.map(({ name, version: full }) => {
    const { epoch, version, release } = split(full);
    return `<package name="${name}" version="${version}" release="${release}" epoch="${epoch}" arch="noarch"><filename>${name}.rpm</filename></package>`;
  });
  return `<update from="test" status="final" type="${type}" version="1"><id>${id}</id><title>${id}</title><issued date="${issued}"/><severity>Important</severity><description>x</description><pkglist><collection short="c"><name>c</name>${packages.join('')}</collection></pkglist></update>`;
};

const eachOf = (versionsOf: (item: Software) => Versions) =>
  software.flatMap((item) => versionsOf(item).map((version) => ({ name: item.name, version })));

function machine() {
  const [root, folder, repository] = [tempFolder(), tempFolder(), tempFolder()];
  const settings = (more = ''): void =>
    layOut(root, { 'etc/yum.repos.d/test.repo': `[test-repo]\nname=test\nbaseurl=file://${repository}\ngpgcheck=0\n${more}` });
  layOut(root, { 'usr/bin/dnf': '', 'etc/os-release': 'NAME="Rocky Linux"\nVERSION_ID="9.4"\n', 'root/kept': '' });
  settings();
  // Where Debian's rpm looks for the database of root, and where enterprise Linux has it.
  symlinkSync('../var/lib/rpm', join(root, 'root/.rpmdb'));
  const dnf = (...args: readonly string[]): string =>
    command(
      '/usr/bin/dnf',
      '--quiet',
      '--assumeyes',
      '--releasever=9',
      `--installroot=${root}`,
      `--setopt=reposdir=${root}/etc/yum.repos.d`,
      ...args,
    ).out;
  const rpm = (...args: readonly string[]) => command('/usr/bin/rpm', '--root', root, '--dbpath', '/var/lib/rpm', ...args);
  const index = (updateinfo: string | null): void => {
    command('/usr/bin/createrepo_c', '--quiet', '--no-database', repository);
    if (updateinfo === null) return;
    const file = join(folder, 'updateinfo.xml');
    writeFileSync(file, `<?xml version="1.0" encoding="UTF-8"?>\n<updates>${updateinfo}</updates>\n`);
    command('/usr/bin/modifyrepo_c', '--mdtype=updateinfo', file, join(repository, 'repodata'));
  };
  const read = (): Promise<UpdateState> => createLinuxHost({ run: runCommand, root }).readUpdates(never);
  return { root, folder, repository, settings, dnf, rpm, index, read };
}

/** `name version` of the lines of check-update. */
const told = (printed: string): string[] =>
  printed
    .split('\n')
    .flatMap((line) => {
      const [, name, version] = /^(\S+)\.noarch\s+(\S+)\s+\S+\s*$/.exec(line) ?? [];
      return name === undefined ? [] : [`${name} ${version}`];
    })
    .toSorted();

test.skipIf(!canTry)('what dnf would update, and for security, is read from its metadata', { timeout: 120_000 }, async () => {
  const { folder, repository, dnf, rpm, index, read } = machine();
  rpm('--install', '--nodeps', '--oldpackage', '--force', ...buildAll(folder, ({ installed }) => installed));
  command('/bin/cp', ...buildAll(folder, ({ offered }) => offered), repository);
  index(
    advisory(
      'security',
      'T-1',
      '2026-03-01 10:00:00',
      eachOf(({ security }) => security),
    ) +
      advisory(
        'bugfix',
        'T-2',
        '2025-01-01 10:00:00',
        eachOf(({ offered }) => offered),
      ),
  );
  expect((await read()).listsFetchedAtMs, 'never fetched').toBeNull();
  dnf('makecache');

  const state = await read();
  const pending = (state.pending ?? []).map(({ name, candidate, isSecurity }) => ({ told: `${name} ${candidate}`, isSecurity }));
  const byDnf = told(dnf('--cacheonly', 'check-update'));
  expect(byDnf.length).toBeGreaterThan(8);
  expect(pending.map((update) => update.told).toSorted()).toEqual(byDnf);
  // dnf offers the version of the advisory, and we the newest that holds it.
  const names = (lines: readonly string[]): string[] => lines.map((line) => line.split(' ')[0] ?? '');
  const forSecurity = pending.filter(({ isSecurity }) => isSecurity).map((update) => update.told);
  expect(names(forSecurity).toSorted()).toEqual(names(told(dnf('--cacheonly', 'check-update', '--security'))));
  expect(forSecurity).toContain('fixed-in-between 1-3');

  expect(state).toMatchObject({ unreadLists: [], unclassed: [] });
  expect(Math.abs(Date.now() - (state.listsFetchedAtMs ?? 0))).toBeLessThan(60_000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  dnf('makecache', '--refresh');
  expect((await read()).listsFetchedAtMs, 'asked again, and nothing was new').toBeGreaterThan((state.listsFetchedAtMs ?? 0) + 20);
  const { verdict, section } = judgePatchStatus(state, Date.now());
  expect(verdict).toMatchObject({ status: 'fail', reason: 'security-updates-pending' });
  expect(section?.body).toMatchObject({ oldestSecuritySince: '2026-03-01T10:00:00.000Z' });
});

test.skipIf(!canTry)(
  'a repository that tells no classes is never a pass; one that is off offers nothing',
  { timeout: 120_000 },
  async () => {
    const { root, folder, repository, settings, dnf, rpm, index, read } = machine();
    rpm('--install', '--nodeps', ...build(folder, [{ name: 'plain', version: '1-1' }]));
    command('/bin/cp', ...build(folder, [{ name: 'plain', version: '1-2' }]), repository);
    index(null);
    dnf('makecache');
    const state = await read();
    expect(state.pending).toEqual([{ name: 'plain', installed: '1-1', candidate: '1-2', isSecurity: false }]);
    expect(judgePatchStatus(state, Date.now()).verdict).toEqual({ status: 'unknown', reason: 'update-class-unknown', subjects: ['plain'] });
    expect(judgePatchStatus(state, Date.now() + 8 * 86_400_000).verdict).toMatchObject({ status: 'unknown', reason: 'update-lists-stale' });

    rpm('--upgrade', '--nodeps', ...build(folder, [{ name: 'plain', version: '1-2' }]));
    expect(judgePatchStatus(await read(), Date.now()).verdict).toEqual({ status: 'pass' });

    settings('enabled=0\n[elsewhere]\nname=e\nbaseurl=file:///nowhere\n');
    const without = await read();
    expect(without).toMatchObject({ pending: [], listsFetchedAtMs: null });
    expect(judgePatchStatus(without, Date.now()).verdict).toMatchObject({ status: 'unknown', reason: 'update-lists-missing' });
    rmSync(join(root, 'etc/yum.repos.d/test.repo'));
    expect(judgePatchStatus(await read(), Date.now()).verdict).toMatchObject({ status: 'unknown', reason: 'update-source-unsupported' });
  },
);
