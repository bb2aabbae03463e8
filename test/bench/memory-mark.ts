import { readFileSync, writeFileSync } from 'node:fs';

const megabytes = (field: 'VmRSS' | 'VmHWM'): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

/** From here on the peak is counted anew (proc(5), clear_refs); gives how many MB there are now. */
export function markMemory(): number {
  writeFileSync('/proc/self/clear_refs', '5');
  return megabytes('VmRSS');
}

/** Not resourceUsage(): that figure is inherited from whoever started the process. */
export const peakMb = (): number => megabytes('VmHWM');
