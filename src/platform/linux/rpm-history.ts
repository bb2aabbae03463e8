import type { PackageTransaction } from '../../domain/explanation.ts';

// 2023-05-19T04:20:28-0400 SUBDEBUG Erase: apr-1:1.7.0-11.el9.x86_64
const dnfLine = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d{4})) [A-Z]+ ([A-Z][a-z]+): (\S+)-((?:\d+:)?[^-\s]+-[^-\s]+)\.\w+$/;
// 2024-05-01 10:00:00|remove |nano|7.2-1|x86_64|root@host|
const zyppLine = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\|(install|remove) *\|([^|]+)\|([^|]+)\|/;

const actions: Readonly<Record<string, PackageTransaction['action']>> = {
  Installed: 'install',
  Upgrade: 'upgrade',
  Downgrade: 'upgrade',
  Reinstall: 'reinstall',
  Erase: 'remove',
  Obsoleted: 'remove',
  install: 'install',
  remove: 'remove',
};

/**
 * Pure. What dnf and zypper did at or after `sinceMs`, from the text of dnf.rpm.log or of zypp/history, whose times are local.
 * The last action of a package counts. What was done by rpm itself, or by dnf 5, is in neither.
 */
export function parseRpmHistory(text: string, sinceMs: number): PackageTransaction[] {
  const last = new Map<string, PackageTransaction>();
  for (const entry of text.split('\n')) {
    const [, time = '', word = '', name = '', version = ''] = dnfLine.exec(entry) ?? zyppLine.exec(entry) ?? [];
    const action = actions[word];
    if (action && Date.parse(time.replace(' ', 'T')) + 999 >= sinceMs) last.set(name, { package: name, version, action });
  }
  return [...last.values()];
}
