import { hostname, release } from 'node:os';
import type { OsRelease } from '../../domain/facts.ts';
import type { RunCommand } from '../run-command.ts';
import { parseValues, regQuery } from './reg-command.ts';

/** Edition, build with its revision, and maker of the machine, from the registry; empty where it does not tell. */
export async function readOsRelease(run: RunCommand, signal: AbortSignal): Promise<OsRelease> {
  const ask = (key: string): Promise<ReadonlyMap<string, string>> => run(regQuery(key), signal).then(parseValues);
  const windows = await ask('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion');
  const machine = await ask('HKLM\\HARDWARE\\DESCRIPTION\\System\\BIOS').catch(() => new Map<string, string>());
  return {
    hostname: hostname(),
    name: productName(windows),
    version: windows.get('DisplayVersion') ?? windows.get('ReleaseId') ?? '',
    kernel: buildOf(windows) ?? release(),
    arch: process.arch,
    manufacturer: machine.get('SystemManufacturer')?.trim() || null,
    model: machine.get('SystemProductName')?.trim() || null,
  };
}

/** `10.0.19045.4291`. */
function buildOf(values: ReadonlyMap<string, string>): string | null {
  const build = values.get('CurrentBuildNumber') ?? values.get('CurrentBuild');
  if (build === undefined) return null;
  const revision = values.get('UBR');
  return `${values.get('CurrentMajorVersionNumber') ?? '10'}.${values.get('CurrentMinorVersionNumber') ?? '0'}.${build}${revision === undefined ? '' : `.${revision}`}`;
}

/** Windows 11 still calls itself 10 here: its builds begin with 22000. */
function productName(values: ReadonlyMap<string, string>): string {
  const name = values.get('ProductName') ?? 'Windows';
  return Number(values.get('CurrentBuildNumber')) >= 22_000 ? name.replace('Windows 10', 'Windows 11') : name;
}
