import type { Change } from '../change.ts';
import { known, loggedEvent, type LoggedEvent } from './logged-event.ts';
import { registryContent } from './registry-values.ts';

/** Keys that came or went, values that were set or deleted (Sysmon events 12 and 13). */
export function registryEvents(change: Change): LoggedEvent[] {
  const old = change.before ? registryContent(change, change.before) : null;
  const now = change.after ? registryContent(change, change.after) : null;
  const set = [...(now?.values ?? [])].filter(([path, details]) => JSON.stringify(old?.values.get(path)) !== JSON.stringify(details));
  const deleted = [...(old?.values.keys() ?? [])].filter((path) => now?.values.has(path) !== true);
  return [
    ...(now?.ownKey && !old?.ownKey ? [keyEvent('registry_add', 'CreateKey', now.ownKey)] : []),
    ...set.map(([path, details]) =>
      loggedEvent('registry_set', 'windows', {
        TargetObject: known(spellings(path)),
        Details: details,
        EventType: known('SetValue'),
        EventID: known(13),
      }),
    ),
    ...deleted.map((path) => keyEvent('registry_delete', 'DeleteValue', path)),
    ...(old?.ownKey && !now?.ownKey ? [keyEvent('registry_delete', 'DeleteKey', old.ownKey)] : []),
  ];
}

const keyEvent = (kind: 'registry_add' | 'registry_delete', type: string, path: string): LoggedEvent =>
  loggedEvent(kind, 'windows', { TargetObject: known(spellings(path)), EventType: known(type), EventID: known(12) });

/** One key under all the names by which rules know it: classes are shown within a hive and by themselves. */
function spellings(path: string): string[] {
  const [, hive, ofUser] = /^HKU\\(S-1-5-21-[\d-]+)\\Software\\Classes\\(.*)$/is.exec(path) ?? [];
  const [, ownHive, below] = /^HKU\\(S-1-5-21-[\d-]+)_Classes\\(.*)$/is.exec(path) ?? [];
  const [, ofMachine] = /^HKLM\\Software\\Classes\\(.*)$/is.exec(path) ?? [];
  return [
    path,
    ...(hive === undefined ? [] : [`HKU\\${hive}_Classes\\${ofUser ?? ''}`]),
    ...(ownHive === undefined ? [] : [`HKU\\${ownHive}\\Software\\Classes\\${below ?? ''}`]),
    ...(ofMachine === undefined ? [] : [`HKCR\\${ofMachine}`]),
  ];
}
