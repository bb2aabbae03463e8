import type { Attributes } from '../thing.ts';
import { known, type Telling, telling } from './logged-event.ts';

/** Data of a registry value as Sysmon writes it ("Details" of event 13), from the type and the value of evidence. */
export function detailsOf(type: Attributes[string] | undefined, value: Attributes[string] | undefined): Telling {
  const told = telling(value);
  if ('withheld' in told) return told;
  if (type === 'REG_DWORD' && typeof value === 'number') return known(dwordDetails(value));
  if (type === 'REG_QWORD' && typeof value === 'string' && /^\d{1,20}$/.test(value)) return known(qwordDetails(BigInt(value)));
  if (type === 'REG_BINARY' || (typeof type === 'string' && type.startsWith('type '))) return known('Binary Data', value);
  // Several lines are binary data to Sysmon; here their text is at hand as well.
  if (typeof value === 'object' && value !== null) return known([...value, value.join(' '), 'Binary Data']);
  return known(value === '' ? '(Empty)' : String(value));
}

export const dwordDetails = (value: number): string => `DWORD (0x${hex(BigInt(value))})`;

const qwordDetails = (value: bigint): string => `QWORD (0x${hex(value >> 32n)}-0x${hex(value & 0xff_ff_ff_ffn)})`;

const hex = (value: bigint): string => value.toString(16).padStart(8, '0');
