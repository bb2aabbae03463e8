import type { SystemIdentity } from '../../../domain/inventory/inventory.ts';
import { tidySystem } from '../../../domain/inventory/tidy-inventory.ts';
import type { RunCommand } from '../../run-command.ts';
import { parseValues, regQuery } from '../reg-command.ts';

const architectures: Readonly<Record<string, SystemIdentity['arch']>> = { amd64: 'x64', x86: 'x86', arm64: 'arm64' };
const firstWindows11 = 22_000;
/** Windows 10 as it was released: it keeps neither DisplayVersion nor ReleaseId. */
const firstWindows10 = 10_240;

/** The system by two keys that hold little else: `reg query` of each, no export. */
export async function readSystem(run: RunCommand, signal: AbortSignal): Promise<SystemIdentity> {
  const windows = parseValues(await run(regQuery('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'), signal));
  const environment = await run(regQuery('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment'), signal).catch(() => '');
  return tidySystem(windowsSystem(windows, parseValues(environment).get('PROCESSOR_ARCHITECTURE') ?? ''));
}

/** Pure. `values` are those of `Windows NT\CurrentVersion`, numbers as decimal text. */
export function windowsSystem(values: ReadonlyMap<string, string>, architecture: string): SystemIdentity {
  const build = wholeNumber(values.get('CurrentBuildNumber') ?? values.get('CurrentBuild'));
  return {
    family: 'windows',
    product: productOf(values, build),
    version: versionOf(values, build),
    edition: values.get('EditionID') ?? null,
    build,
    revision: wholeNumber(values.get('UBR')),
    arch: architectures[architecture.toLowerCase()] ?? null,
  };
}

/** ProductName says Windows 10 on Windows 11 too: there the build decides. */
function productOf(values: ReadonlyMap<string, string>, build: number | null): string {
  const name = (values.get('ProductName') ?? '').replaceAll(/\(R\)|\(TM\)|[®™]/gi, '').replaceAll(/\s+/g, ' ');
  const isServer = /\bServer\b/i.test(name) || /^Server/i.test(values.get('InstallationType') ?? '');
  if (!isServer && build !== null && build >= firstWindows11) return 'Windows 11';
  const [, release] = /\bWindows (?:Server )?(\d{4} R2|\d{4}\b|XP|Vista|\d+(?:\.\d+)?)/i.exec(name) ?? [];
  return `Windows${isServer ? ' Server' : ''}${release === undefined ? '' : ` ${release}`}`;
}

function versionOf(values: ReadonlyMap<string, string>, build: number | null): string | null {
  const named = values.get('DisplayVersion') || values.get('ReleaseId');
  if (named) return named;
  const servicePack = /Service Pack (\d+)/i.exec(values.get('CSDVersion') ?? '')?.[1];
  if (servicePack !== undefined) return `SP${servicePack}`;
  return build === firstWindows10 ? '1507' : null;
}

const wholeNumber = (text: string | undefined): number | null => (text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : null);
