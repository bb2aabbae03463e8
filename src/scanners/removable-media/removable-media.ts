import { z } from 'zod';
import type { HostFiles } from '../../platform/host.ts';
import { defineScanner } from '../scanner.ts';

const medium = z.strictObject({ device: z.string(), vendor: z.string(), model: z.string(), bytes: z.number() });
type Medium = z.infer<typeof medium>;

/** Storage that is plugged in and can be taken away (T1091): logged, and a grave finding where policy forbids it. */
export const removableMedia = defineScanner({
  id: 'removable-media',
  runsOn: ['linux'],
  everyMinutes: 5,
  timeoutMs: 10_000,
  watches: [{ kind: 'removable-medium', places: ['/sys/block'] }],
  facts: z.array(medium),
  collect: async ({ host: { files } }) => {
    const devices = files.list('/sys/block');
    return devices.status === 'read' ? devices.value.flatMap(({ name }) => readMedium(files, name)) : [];
  },
  judge: (media, _, { removableMedia: policy }) => ({
    things: media.map(({ vendor, model, bytes }) => ({
      kind: 'removable-medium',
      key: `${vendor} ${model} (${Math.round(bytes / 1e9)} GB)`,
      state: { size: bytes },
      severity: policy === 'forbidden' ? 'high' : 'info',
    })),
  }),
});

/** sysfs says whether a block device's medium can be taken out, and a USB disk is known by the path of its device. */
function readMedium(files: HostFiles, device: string): Medium[] {
  const value = (name: string): string => {
    const text = files.readText(`/sys/block/${device}/${name}`, 4096);
    return text.status === 'read' ? text.value.trim() : '';
  };
  const link = files.state(`/sys/block/${device}`);
  const isUsb = link.status === 'read' && (link.value.linkTarget ?? '').includes('/usb');
  const bytes = Number(value('size')) * 512; // in sectors of 512 bytes, whatever the device's own (sysfs-block)
  if (!(value('removable') === '1' || isUsb) || bytes === 0 || /^(loop|ram|zram|fd)\d/.test(device)) return [];
  return [{ device, vendor: value('device/vendor'), model: value('device/model'), bytes }];
}
