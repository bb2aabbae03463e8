import type { CaptureRefusal } from '../domain/inventory/capture.ts';
import { maxCaptureBytes } from '../domain/inventory/capture.ts';
import { importCycloneDx } from './cyclonedx/import-bom.ts';
import type { CaptureFile, CaptureReading } from './windows-capture/capture.ts';
import { readWindowsCaptures } from './windows-capture/read-windows-captures.ts';

/** One machine from the files that a person brings: a CycloneDX document alone, or output of Windows's own programs. Told apart by structure. */
export function readMachineFiles(files: readonly CaptureFile[]): CaptureReading {
  const bom = files.find(({ bytes }) => looksLikeCycloneDx(bytes));
  if (!bom) return readWindowsCaptures(files);
  return files.length === 1 ? machineOfBom(bom) : refused({ code: 'bom-beside-others', file: bom.name });
}

/** An object in JSON with the field that every CycloneDX document has and no output of Windows. */
const looksLikeCycloneDx = (bytes: Uint8Array): boolean => {
  const start = textOf(bytes.subarray(0, 1_000_000));
  return /^\s*\{/.test(start) && /"bomFormat"\s*:/.test(start);
};

function machineOfBom({ name, bytes }: CaptureFile): CaptureReading {
  if (bytes.length > maxCaptureBytes) return refused({ code: 'too-large', file: name, maxBytes: maxCaptureBytes });
  const reading = importCycloneDx(textOf(bytes));
  if (reading.status === 'refused') return refused({ code: 'bom-unreadable', file: name, why: reading.reason });
  const { inventory, leftOut } = reading;
  const { product, version } = inventory.system;
  if (product === 'Linux' && version === null) return refused({ code: 'bom-without-system', file: name });
  const areUpdatesComplete = inventory.updates !== null && inventory.areUpdatesPartial !== true;
  return { status: 'read', machine: { inventory, hostname: null, installedAt: null, areUpdatesComplete, source: [name], leftOut } };
}

const refused = (reason: CaptureRefusal): CaptureReading => ({ status: 'refused', reason });

/** UTF-8 or UTF-16LE, as PowerShell redirects; what is neither is no JSON afterwards. */
const textOf = (bytes: Uint8Array): string => new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
