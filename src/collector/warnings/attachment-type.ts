const begins = (content: Uint8Array, bytes: readonly number[]): boolean => bytes.every((byte, at) => content[at] === byte);
const ascii = (text: string): readonly number[] => Array.from(text, (one) => one.charCodeAt(0));

const kinds: readonly (readonly [readonly number[], string])[] = [
  [ascii('%PDF-'), 'application/pdf'],
  [[0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a], 'image/png'],
  [[0xff, 0xd8, 0xff], 'image/jpeg'],
  [ascii('II*\0'), 'image/tiff'],
  [ascii('MM\0*'), 'image/tiff'],
  // Word before 2007.
  [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 'application/msword'],
];
const openXml: readonly (readonly [string, string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
];

/** What a file is by its content, whatever its name says; null for what letters do not come as, programs among it. */
export function attachmentType(content: Uint8Array): string | null {
  const known = kinds.find(([bytes]) => begins(content, bytes));
  if (known) return known[1];
  if (begins(content, ascii('PK\u0003\u0004'))) return zipType(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  return isText(content) ? 'text/plain; charset=utf-8' : null;
}

function zipType(content: Buffer): string | null {
  if (content.includes('mimetypeapplication/vnd.oasis.opendocument.text')) return 'application/vnd.oasis.opendocument.text';
  if (!content.includes('[Content_Types].xml')) return null;
  return openXml.find(([folder]) => content.includes(folder))?.[1] ?? null;
}

function isText(content: Uint8Array): boolean {
  if (content.length === 0) return false;
  try {
    return !/[^\P{Cc}\t\n\r\f\v]/u.test(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return false;
  }
}
