import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateService } from '../../domain/facts.ts';
import type { HostFiles } from '../host.ts';
import type { AllowedCommand, RunCommand } from '../run-command.ts';

/** Prints settings as shell assignments; reads its files and nothing else. */
const aptPeriodic = {
  paths: ['/usr/bin/apt-config'],
  args: [
    'shell',
    ...['Enable', 'Update-Package-Lists', 'Unattended-Upgrade'].flatMap((name) => [name.replaceAll('-', '_'), `APT::Periodic::${name}`]),
  ],
  timeoutMs: 20_000,
} as const satisfies AllowedCommand;

export const unknownService: UpdateService = { automatic: 'unknown', because: [], lastSuccessAtMs: null, pausedUntilMs: null };

export interface ServiceReading {
  readonly files: HostFiles;
  readonly run: RunCommand;
  readonly root: string;
}

/** apt's daily run with unattended-upgrades: both timers, their settings, and the stamp that it leaves after a good run. */
export async function readAptService({ files, run, root }: ServiceReading, signal: AbortSignal): Promise<UpdateService> {
  const printed = await run(aptPeriodic, signal).catch(() => null);
  if (printed === null) return unknownService;
  const settings = parsePeriodic(printed);
  const lists = settings.get('Update_Package_Lists');
  const upgrade = settings.get('Unattended_Upgrade');
  const off = [
    ...['apt-daily.timer', 'apt-daily-upgrade.timer'].flatMap((timer) => timerOff(files, timer)),
    ...(settings.get('Enable') === '0' ? ['APT::Periodic::Enable 0'] : []),
    ...(lists === '0' ? ['APT::Periodic::Update-Package-Lists 0'] : []),
    ...(upgrade === '0' ? ['APT::Periodic::Unattended-Upgrade 0'] : []),
  ];
  const missing = [
    ...(files.state('/usr/bin/unattended-upgrade').status === 'read' ? [] : ['unattended-upgrades is not installed']),
    ...(lists === undefined ? ['APT::Periodic::Update-Package-Lists is not set'] : []),
    ...(upgrade === undefined ? ['APT::Periodic::Unattended-Upgrade is not set'] : []),
  ];
  const lastSuccessAtMs = statSync(join(root, '/var/lib/apt/periodic/upgrade-stamp'), { throwIfNoEntry: false })?.mtimeMs ?? null;
  return serviceOf(off, missing, lastSuccessAtMs);
}

/** Pure. `Enable='1'`, a line each; a setting that nobody made has no line. `always` and intervals such as `7d` are on. */
export function parsePeriodic(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/^(\w+)='([^'\n]*)'$/gm)].map(([, name = '', value = '']) => [name, value]));
}

const dnfTimers = ['dnf-automatic.timer', 'dnf-automatic-install.timer', 'dnf5-automatic.timer'] as const;
const dnfConfigurations = ['/etc/dnf/automatic.conf', '/etc/dnf/dnf5-plugins/automatic.conf'] as const;

/** dnf-automatic: a timer of it that installs, by its own name or by its configuration. */
export function readDnfService(files: HostFiles): UpdateService {
  const there = dnfTimers.filter((timer) => unitFile(files, timer));
  if (there.length === 0) return serviceOf([], ['dnf-automatic is not installed'], null);
  const off = there.map((timer) => timerOff(files, timer));
  if (off.every((reasons) => reasons.length > 0)) {
    const masked = off.flat().filter((reason) => reason.endsWith('masked'));
    // The package brings its timers disabled: that alone is nobody's decision.
    return serviceOf(masked, off.flat(), null);
  }
  const installs = there.some((timer, index) => timer === 'dnf-automatic-install.timer' && off[index]?.length === 0);
  const applies = dnfConfigurations.some((path) => {
    const text = files.readText(path, 64 * 1024);
    return text.status === 'read' && /^\s*apply_updates\s*=\s*(yes|true|1|on)\s*$/im.test(text.value);
  });
  return serviceOf([], installs || applies ? [] : ['apply_updates of dnf-automatic is not set'], null);
}

function serviceOf(off: readonly string[], missing: readonly string[], lastSuccessAtMs: number | null): UpdateService {
  const automatic = off.length > 0 ? 'turned-off' : missing.length > 0 ? 'not-set-up' : 'on';
  return { automatic, because: off.length > 0 ? off : missing, lastSuccessAtMs, pausedUntilMs: null };
}

const unitFile = (files: HostFiles, unit: string): boolean =>
  ['/usr/lib/systemd/system', '/lib/systemd/system'].some((folder) => files.state(`${folder}/${unit}`).status === 'read');

/** Why a timer that is there does not run: masked leads to /dev/null, disabled is not wanted by timers.target (systemd.unit(5)). */
function timerOff(files: HostFiles, timer: string): string[] {
  const own = files.state(`/etc/systemd/system/${timer}`);
  if (own.status === 'read' && own.value.linkTarget === '/dev/null') return [`${timer} masked`];
  if (!unitFile(files, timer) && own.status !== 'read') return [];
  return files.state(`/etc/systemd/system/timers.target.wants/${timer}`).status === 'read' ? [] : [`${timer} disabled`];
}
