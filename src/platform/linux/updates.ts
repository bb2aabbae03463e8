import type { PendingUpdate } from '../../domain/facts.ts';
import type { AllowedCommand } from '../run-command.ts';

/** A simulated upgrade: reads the package lists that the machine has, takes no lock, changes nothing, asks no network. */
export const aptSimulation = {
  paths: ['/usr/bin/apt-get'],
  args: ['--simulate', '--quiet=2', '-o', 'Debug::NoLocking=true', 'dist-upgrade'],
  timeoutMs: 120_000,
} as const satisfies AllowedCommand;

// Inst bash [5.2.15-2+b2] (5.2.15-2+b7 Debian:12.8/stable, Debian-Security:12/stable-security [amd64])
const instLine = /^Inst (\S+) (?:\[([^\]]*)\] )?\((\S+) ([^[]*)\[/;

/**
 * Pure. Upgrades and new dependencies of a simulated dist-upgrade. An update is a security update when one of the
 * archives that offer it is a security archive (`Debian-Security:…`, `Ubuntu:22.04/jammy-security`, Ubuntu Pro's ESM).
 */
export function parseAptSimulation(text: string): PendingUpdate[] {
  return text.split('\n').flatMap((line) => {
    const [, name, installed, candidate, archives] = instLine.exec(line) ?? [];
    if (!name || !candidate) return [];
    return [{ name, installed: installed ?? '', candidate, isSecurity: isSecurityArchive(archives ?? '') }];
  });
}

function isSecurityArchive(archives: string): boolean {
  return archives.split(',').some((archive) => /^\s*Debian-Security:|-security\s*$|^\s*UbuntuESM/.test(archive));
}

/**
 * Pure. The last time dpkg installed or upgraded something, from the text of dpkg.log, whose times are local and carry no zone:
 * read in the zone of this process. Null when the log holds none.
 */
export function lastInstallTime(dpkgLog: string): number | null {
  const last = dpkgLog.split('\n').findLast((line) => / (install|upgrade) /.test(line.slice(0, 40)));
  const time = last ? Date.parse(last.slice(0, 19).replace(' ', 'T')) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
