import type { RegistryData, RegistryKey } from '../../../src/domain/registry-key.ts';

const longHives: Readonly<Record<string, string>> = { HKLM: 'HKEY_LOCAL_MACHINE', HKU: 'HKEY_USERS' };

/** A registry file as Windows writes it: line ends, quotes and continuation lines included. */
export function writeRegFile(keys: readonly RegistryKey[]): string {
  const lines = keys.flatMap(({ path, values }) => [
    '',
    `[${longPath(path)}]`,
    ...values.map(({ name, data }) => `${nameText(name)}=${dataText(data)}`),
  ]);
  return `${['Windows Registry Editor Version 5.00', ...lines, ''].join('\r\n')}\r\n`;
}

const longPath = (path: string): string => path.replace(/^[^\\]+/, (hive) => longHives[hive] ?? hive);
const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
const nameText = (name: string): string => (name === '' ? '@' : `"${escaped(name)}"`);

function dataText(data: RegistryData): string {
  switch (data.type) {
    case 'sz':
      return `"${escaped(data.text)}"`;
    case 'dword':
      return `dword:${data.number.toString(16).padStart(8, '0')}`;
    case 'expand-sz':
      return hexText('hex(2)', utf16(`${data.text}\0`));
    case 'link':
      return hexText('hex(6)', utf16(data.text));
    case 'multi-sz':
      return hexText('hex(7)', utf16(`${data.lines.map((line) => `${line}\0`).join('')}\0`));
    case 'qword': {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(data.number);
      return hexText('hex(b)', bytes);
    }
    case 'bytes':
      return hexText(data.typeNumber === 3 ? 'hex' : `hex(${data.typeNumber.toString(16)})`, Buffer.from(data.hex, 'hex'));
  }
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

function hexText(type: string, bytes: Buffer): string {
  const pairs = bytes.toString('hex').match(/../g) ?? [];
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += 25) lines.push(pairs.slice(at, at + 25).join(','));
  return `${type}:${lines.join(',\\\r\n  ')}`;
}
