import { captureLines } from './capture-lines.ts';
import type { SystemCapture, UpdateCapture } from './capture.ts';
import { csvRows } from './csv-rows.ts';
import { decodeCapture } from './decode-capture.ts';
import { readSysteminfo } from './read-systeminfo.ts';
import { systeminfoRows } from './systeminfo-csv.ts';
import { systeminfoLists } from './systeminfo-list.ts';
import { readUpdates } from './update-capture.ts';

/** Only objects as JSON are longer, and they are not read by lines. */
const mostLines = 50_000;
/** One machine gives one row; more than one is refused, and rows take time. */
const mostRows = 100;

/** All that one file tells; people put several outputs into one. */
export function readCaptureFile(bytes: Uint8Array): { readonly systems: readonly SystemCapture[]; readonly updates: UpdateCapture | null } {
  const text = decodeCapture(bytes);
  const endsOpen = !/[\r\n]\s*$/.test(text.slice(-200));
  const lines = captureLines(text, mostLines + 1);
  if (lines.length > mostLines) return { systems: [], updates: readUpdates(text, [], endsOpen) };
  const quoted = lines.flatMap((line) => (/^".*","\d+\.\d\.\d{4,5} /.test(line.text) ? [line.text] : []));
  const outputs = [...systeminfoLists(lines, endsOpen), ...systeminfoRows(csvRows(quoted.slice(0, mostRows), ','), endsOpen)];
  return { systems: outputs.flatMap((output) => readSysteminfo(output) ?? []), updates: readUpdates(text, lines, endsOpen) };
}
