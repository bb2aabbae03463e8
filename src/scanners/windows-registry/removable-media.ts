import { dataText, foldName, type RegistryKey } from '../../domain/registry-key.ts';
import type { WatchedThing } from '../../domain/thing.ts';

/** Every USB disk that was ever plugged in, by its model and serial number. */
export const removableMediaKeys: readonly string[] = ['HKLM\\SYSTEM\\CurrentControlSet\\Enum\\USBSTOR\\*\\*'];

/** Pure. A log, and a grave finding where policy forbids them. */
export function removableMedia(keys: readonly RegistryKey[], policy: 'allowed' | 'forbidden'): WatchedThing[] {
  return keys
    .filter(({ path }) => /\\Enum\\USBSTOR\\[^\\]+\\[^\\]+$/i.test(path))
    .map(({ path, values }) => {
      const name = values.find((value) => foldName(value.name) === 'friendlyname')?.data;
      return {
        kind: 'removable-medium',
        key: path,
        state: { name: name ? dataText(name) : '' },
        severity: policy === 'forbidden' ? 'high' : 'info',
      };
    });
}
