import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the tests use of Debian, by what they need it for. */
const debianPackages: Readonly<Record<string, readonly string[]>> = {
  chromium: ['chromium', 'fonts-noto-core'],
  display: ['xvfb', 'xauth', 'dbus', 'dbus-x11'],
  rpm: ['rpm', 'dnf', 'createrepo-c'],
  windows: ['wine', 'wine64'],
  signing: ['osslsigncode'],
  acl: ['acl'],
  bench: ['aide'],
  'bench-advisories': ['debsecan', 'openscap-scanner'],
  electron: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6', 'libdrm2', 'libnotify4'],
};

const isInstalled = (name: string): boolean =>
  spawnSync('/usr/bin/dpkg-query', ['--show', '--showformat=${db:Status-Status}', name], { encoding: 'utf8' }).stdout === 'installed';

/** Installs what is missing where that is possible (root on Debian); returns the needs that stay unmet. */
export function setUpDebianPackages(needs: readonly string[]): string[] {
  if (!existsSync('/usr/bin/dpkg-query') || !existsSync('/usr/bin/apt-get')) return [...needs];
  const missing = needs.flatMap((need) => debianPackages[need] ?? []).filter((name) => !isInstalled(name));
  if (missing.length > 0 && process.getuid?.() === 0) install(missing);
  return needs.filter((need) => !(debianPackages[need] ?? []).every(isInstalled));
}

function install(names: readonly string[]): void {
  console.error(`wardwatch: installing for the tests, once: ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('/usr/bin/apt-get', ['update', '--quiet=2'], { stdio: ['ignore', 2, 2], env });
  spawnSync('/usr/bin/apt-get', ['install', '--yes', '--quiet=2', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...names], {
    stdio: ['ignore', 'ignore', 2],
    env,
  });
}
