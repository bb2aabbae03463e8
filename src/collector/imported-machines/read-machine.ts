import type { ImportRefusal } from '../../domain/inventory/capture.ts';
import type { CapturedMachine, CaptureFile } from '../../inventory/windows-capture/capture.ts';
import { readMachineFiles } from '../../inventory/machine-files.ts';

/** A machine with a name, which tells it from others and from itself at the next import. */
export interface NamedMachine extends CapturedMachine {
  readonly hostname: string;
}

export type MachineReading =
  | { readonly status: 'read'; readonly machine: NamedMachine }
  | { readonly status: 'refused'; readonly reason: ImportRefusal };

/** What the files tell; `typedName` names a machine that they do not name. */
export function readMachine(files: readonly CaptureFile[], typedName: string | null): MachineReading {
  const reading = readMachineFiles(files);
  if (reading.status === 'refused') return reading;
  const { machine } = reading;
  const hostname = machine.hostname ?? typedName;
  if (hostname === null) return { status: 'refused', reason: { code: 'unnamed' } };
  if (typedName !== null && hostname.toLowerCase() !== typedName.toLowerCase())
    return { status: 'refused', reason: { code: 'named-otherwise', hostname } };
  return { status: 'read', machine: { ...machine, hostname } };
}
