import type { WatchedPlace } from '../scanner.ts';

/**
 * What the system writes by itself, day in, day out, or what is made from other files that are watched: no change of it says
 * anything. Sources of regular expressions over whole paths.
 */
const madeBySystem: readonly string[] = [
  // Compiled Python, and lists that package triggers make of what is installed.
  '/__pycache__(/|$)',
  '\\.py[co]$',
  '\\.cache$',
  '^/etc/ld\\.so\\.cache~?$',
  '^/usr/(lib|share)/(locale/locale-archive|mime/|icons/.*icon-theme\\.cache|info/dir(\\.old)?$)',
  '^/usr/lib/udev/hwdb\\.bin$',
  '^/usr/lib/modules/[^/]+/modules\\.',
  '^/etc/(mailcap|aliases\\.db|printcap|blkid\\.tab.*)$',
  // State of this machine that is not configuration.
  '^/etc/(mtab|adjtime|fake-hwclock\\.data|\\.updated|\\.pwd\\.lock|\\.etckeeper|machine-id)$',
  '^/etc/(lvm/(archive|backup|cache)|NetworkManager/system-connections|\\.git)(/|$)',
  '^/etc/cups/(subscriptions|printers|classes)\\.conf(\\.O)?$',
  '^/boot/grub/grubenv$',
  // Accounts are read by what they say, and these are their files and copies of them.
  '^/etc/(passwd|shadow|group|gshadow|subuid|subgid)-?$',
  // What dpkg and editors have open; the name that it will have is told.
  '\\.dpkg-(new|tmp)$',
  '/\\.[^/]+\\.sw[a-z]$',
  // Read whole by the scanner of root certificates.
  '^/etc/ssl/certs(/|$)',
];

/** Nothing is told twice: places of other scanners are left to them. `*` stands for a part of one name. */
export function leftOut(others: readonly WatchedPlace[]): string[] {
  const places = others.flatMap(({ places: paths }) => paths).filter((path) => path.startsWith('/') && path !== '/');
  return [...madeBySystem, ...places.map(sourceOf)];
}

const sourceOf = (pattern: string): string => `^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}(/|$)`;
