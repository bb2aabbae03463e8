import type { PackageTransaction } from '../../domain/explanation.ts';

// 2026-10-16 23:03:58 upgrade openssl:amd64 3.0.19-1~deb12u2 3.0.22-1~deb12u2
const line = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (install|upgrade|remove|purge) (\S+?)(?::\S+)? (\S+) (\S+)$/;

/**
 * Pure. What dpkg did at or after `sinceMs`, from the text of dpkg.log, whose times are local and in whole seconds. The last
 * action of a package counts; an upgrade to the same version is a reinstallation.
 */
export function parseDpkgLog(text: string, sinceMs: number): PackageTransaction[] {
  const last = new Map<string, PackageTransaction>();
  for (const entry of text.split('\n')) {
    const [, time, action, name, before = '', after = ''] = line.exec(entry) ?? [];
    if (!time || !action || !name || Date.parse(time.replace(' ', 'T')) + 999 < sinceMs) continue;
    last.set(name, { package: name, ...outcome(action, before, after) });
  }
  return [...last.values()];
}

function outcome(action: string, before: string, after: string): Omit<PackageTransaction, 'package'> {
  if (action === 'remove' || action === 'purge') return { action: 'remove', version: before };
  if (action === 'install') return { action: 'install', version: after };
  return { action: before === after ? 'reinstall' : 'upgrade', version: after };
}
