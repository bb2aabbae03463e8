import type { Attributes, ChangeKind, ThingKind } from './thing.ts';

const schedules: ReadonlySet<string> = new Set(['cron-job', 'systemd-timer', 'scheduled-task']);
/** Names by which administrators, in Vietnamese too, and makers of such software call what makes copies. */
const names =
  /back[-_ ]?up|snapshot|snapper|timeshift|borg|restic|rsnapshot|btrbk|sanoid|duplicity|duplicati|veeam|acronis|macrium|sao[-_ ]?l[uư]u|\\SystemRestore\\SR$/i;

interface ChangedSchedule {
  readonly kind: ThingKind;
  readonly key: string;
  readonly change: ChangeKind;
  readonly before?: Attributes | undefined;
  readonly after?: Attributes | undefined;
}

/** Pure. Whether a schedule that makes copies, going by its name, is gone or was switched off: what ransomware does first (T1490). */
export function stopsBackups({ kind, key, change, before, after }: ChangedSchedule): boolean {
  if (!schedules.has(kind) || !names.test(key.normalize('NFC'))) return false;
  return change === 'removed' || (change === 'modified' && isOn(before) && !isOn(after));
}

/** A task says so itself, a timer is on as long as something wants it. */
function isOn(state: Attributes | undefined): boolean {
  if (typeof state?.enabled === 'boolean') return state.enabled;
  const { files } = state ?? {};
  return !Array.isArray(files) || files.some((entry: string) => /\.(wants|requires)\/[^/]+ /.test(entry));
}
