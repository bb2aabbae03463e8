import type { CaptureUpload } from '../../src/contracts/imported-machines.ts';
import { type ImportRefusal, maxCaptureBytes, mostCaptureFiles } from '../../src/domain/inventory/capture.ts';

export type UploadMade =
  | { readonly status: 'made'; readonly files: CaptureUpload['files'] }
  | { readonly status: 'refused'; readonly reason: ImportRefusal };

/** Files as the collector takes them, by their bytes: the code page of old consoles is told by the collector. */
export async function captureUploadOf(chosen: readonly File[]): Promise<UploadMade> {
  if (chosen.length === 0) return { status: 'refused', reason: { code: 'no-files' } };
  if (chosen.length > mostCaptureFiles) return { status: 'refused', reason: { code: 'too-many-files', most: mostCaptureFiles } };
  const large = chosen.find(({ size }) => size > maxCaptureBytes);
  if (large) return { status: 'refused', reason: { code: 'too-large', file: large.name, maxBytes: maxCaptureBytes } };
  const files = await Promise.all(
    chosen.map(async (file) => ({ name: nameOf(file), content: base64(new Uint8Array(await file.arrayBuffer())) })),
  );
  return { status: 'made', files };
}

const nameOf = ({ name }: File): string =>
  name
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(-200) || 'capture.txt';

/** Bytes that `String.fromCharCode` takes at once. */
const atOnce = 0x8000;

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += atOnce) binary += String.fromCharCode(...bytes.subarray(at, at + atOnce));
  return btoa(binary);
}
