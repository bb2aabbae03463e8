import type { RegistryData } from '../../domain/registry-key.ts';
import { closingQuote } from './reg-lines.ts';

const hexForm = /^hex(?:\(([0-9a-f]{1,8})\))?:([0-9a-f,\\\s]*)$/i;
const binary = 3;

/** Pure. The data of a value as it stands after `=` in a registry file, or null for what is none. */
export function parseRegData(text: string): RegistryData | null {
  if (text.startsWith('"')) {
    const end = closingQuote(text, 1);
    return end === text.length - 1 ? { type: 'sz', text: unescapeText(text.slice(1, end)) } : null;
  }
  const dword = /^dword:([0-9a-f]{1,8})$/i.exec(text)?.[1];
  if (dword !== undefined) return { type: 'dword', number: Number.parseInt(dword, 16) };
  const [, type, digits] = hexForm.exec(text) ?? [];
  if (digits === undefined) return null;
  const hex = digits.replaceAll(/[^0-9a-f]/gi, '').toLowerCase();
  return hex.length % 2 === 0 ? typedData(type === undefined ? binary : Number.parseInt(type, 16), hex) : null;
}

/** Backslash and quote are escaped everywhere; Wine also writes line ends and zero as letters. */
export function unescapeText(text: string): string {
  return text.replaceAll(/\\([\s\S])/g, (_, escaped: string) => letters[escaped] ?? escaped);
}
const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', '0': '\0' };

function typedData(typeNumber: number, hex: string): RegistryData {
  const bytes = Buffer.from(hex, 'hex');
  const isText = bytes.length % 2 === 0;
  if (typeNumber === 1 && isText) return { type: 'sz', text: textOf(bytes) };
  if (typeNumber === 2 && isText) return { type: 'expand-sz', text: textOf(bytes) };
  if (typeNumber === 6 && isText) return { type: 'link', text: textOf(bytes) };
  if (typeNumber === 7 && isText) return { type: 'multi-sz', lines: linesOf(bytes) };
  if (typeNumber === 4 && bytes.length === 4) return { type: 'dword', number: bytes.readUInt32LE() };
  if (typeNumber === 11 && bytes.length === 8) return { type: 'qword', number: bytes.readBigUInt64LE() };
  return { type: 'bytes', typeNumber, hex };
}

/** Zeros at the end only close a text; one within it is kept: it may hide what follows from other readers. */
const textOf = (bytes: Buffer): string => bytes.toString('utf16le').replace(/\0+$/, '');

function linesOf(bytes: Buffer): string[] {
  const text = textOf(bytes);
  return text === '' ? [] : text.split('\0');
}
