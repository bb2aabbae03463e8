import type { Registry } from '../../../domain/registry-key.ts';
import { numberOf } from './registry-values.ts';

const servicing = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing';
export const componentPackagesKey = `${servicing}\\Packages`;
export const rebootPendingKey = `${servicing}\\RebootPending`;

/** CurrentState of a package that is installed, and neither staged, superseded nor waiting for a restart. */
const installed = 112;

export interface ComponentUpdates {
  /** Null where the component store is not in the registry: before Vista. */
  readonly updates: readonly string[] | null;
  /** Revision of the newest cumulative update, whose packages are named by build alone: 4291 of `RollupFix … 19041.4291.1.7`. */
  readonly newestRevision: number | null;
  /** When the last of them was installed, ms since the epoch. */
  readonly lastInstalledAtMs: number | null;
}

/** What the component store says is installed. */
export function readComponentUpdates(registry: Registry): ComponentUpdates {
  const packages = registry.subkeys(componentPackagesKey);
  const updates = new Set<string>();
  let newestRevision: number | null = null;
  let lastInstalledAtMs: number | null = null;
  for (const name of packages) {
    const key = `${componentPackagesKey}\\${name}`;
    const [, update] = /^Package(?:_\d+)?_for_(\w+?)~/i.exec(name) ?? [];
    if (update === undefined || numberOf(registry, key, 'CurrentState') !== installed) continue;
    if (/^KB\d{6,8}$/i.test(update)) updates.add(update.toUpperCase());
    const revision = /^RollupFix$/i.test(update) ? Number(/~\d+\.(\d+)\.[\d.]+$/.exec(name)?.[1] ?? Number.NaN) : Number.NaN;
    if (revision > (newestRevision ?? -1)) newestRevision = revision;
    const installedAtMs = fileTimeMs(numberOf(registry, key, 'InstallTimeHigh'), numberOf(registry, key, 'InstallTimeLow'));
    if (installedAtMs !== null && installedAtMs > (lastInstalledAtMs ?? 0)) lastInstalledAtMs = installedAtMs;
  }
  return { updates: packages.length === 0 ? null : [...updates], newestRevision, lastInstalledAtMs };
}

/** A FILETIME in two halves: steps of 100 ns since 1601-01-01 UTC. */
function fileTimeMs(high: number | null, low: number | null): number | null {
  if (high === null || low === null || high === 0) return null;
  return Number(((BigInt(high) << 32n) + BigInt(low)) / 10_000n) - 11_644_473_600_000;
}
