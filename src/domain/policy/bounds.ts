import { scannerIds } from '../scanner-ids.ts';

export interface PolicyToJudge {
  readonly heartbeat_minutes?: number | undefined;
  readonly scan?:
    | {
        readonly every_minutes?: Readonly<Partial<Record<string, number | undefined>>> | undefined;
        readonly skip?: readonly string[] | undefined;
        readonly maintenance?: readonly { readonly days: readonly string[]; readonly from: string; readonly to: string }[] | undefined;
        readonly extra_files?: readonly string[] | undefined;
      }
    | undefined;
}

/** What no policy switches off or makes rare: how a machine is patched, what starts on it, who rules it, who cleared its traces. */
const alwaysScanned: ReadonlySet<string> = new Set([
  'patch-status',
  'software',
  'file-integrity',
  'persistence',
  'privileged-accounts',
  'log-integrity',
]);

const leastHeartbeatMinutes = 5;
const mostHeartbeatMinutes = 24 * 60;
const leastScanMinutes = 5;
const mostScanMinutes = 7 * 24 * 60;
/** Changes in a maintenance window are told to nobody: more than a third of a week would be a way to be blind. */
const mostMaintenanceMinutes = 56 * 60;

/**
 * An agent's own bounds, whoever signed: why a policy is refused, or null. A workstation neither goes blind nor floods the network,
 * also when the collector is in the wrong hands.
 */
export function refusalOfPolicy({ heartbeat_minutes: heartbeat, scan = {} }: PolicyToJudge): string | null {
  if (heartbeat !== undefined && heartbeat < leastHeartbeatMinutes)
    return `a heartbeat every ${heartbeat} min would flood the network (least: ${leastHeartbeatMinutes})`;
  if (heartbeat !== undefined && heartbeat > mostHeartbeatMinutes)
    return `a heartbeat every ${heartbeat} min would hide a silenced agent (most: ${mostHeartbeatMinutes})`;
  const essential = scan.skip?.find((id) => alwaysScanned.has(id));
  if (essential !== undefined) return `it would switch off the scanner ${essential}`;
  if (new Set(scan.skip).size > scannerIds.length / 2) return 'it would switch off more than half of the scanners';
  for (const [id, minutes = leastScanMinutes] of Object.entries(scan.every_minutes ?? {})) {
    if (minutes < leastScanMinutes)
      return `the scanner ${id} every ${minutes} min would be felt at the workstation (least: ${leastScanMinutes})`;
    if (minutes > mostScanMinutes) return `the scanner ${id} every ${minutes} min is as good as switched off (most: ${mostScanMinutes})`;
  }
  const maintenance = (scan.maintenance ?? []).reduce((sum, { days, from, to }) => sum + days.length * lengthOf(from, to), 0);
  if (maintenance > mostMaintenanceMinutes)
    return `its maintenance windows cover ${Math.round(maintenance / 60)} h a week (most: ${mostMaintenanceMinutes / 60})`;
  const wide = scan.extra_files?.find(isTooWide);
  return wide === undefined ? null : `it would put all of ${wide} under file integrity`;
}

/** A whole drive or what the kernel shows, however it is written; what climbs up is not looked at any further. */
function isTooWide(path: string): boolean {
  const parts = path.split(/[/\\]+/).filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return true;
  const [first = ''] = parts;
  const isDrive = /^[A-Za-z]:$/.test(first);
  return parts.length === (isDrive ? 1 : 0) || ['proc', 'sys', 'dev'].includes(first);
}

/** In minutes; a window that ends before it begins goes past midnight, one that ends as it begins lasts a day. */
function lengthOf(from: string, to: string): number {
  const length = minuteOf(to) - minuteOf(from);
  return length > 0 ? length : length + 24 * 60;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
