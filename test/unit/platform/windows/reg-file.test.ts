import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RegistryData, type RegistryKey, registryOf } from '../../../../src/domain/registry-key.ts';
import { parseRegFile, readExport, shortPath } from '../../../../src/platform/windows/reg-file.ts';
import { regLines } from '../../../../src/platform/windows/reg-lines.ts';
import { writeRegFile } from '../../../support/windows/reg-writer.ts';

const all = (): boolean => true;
const header = 'Windows Registry Editor Version 5.00\r\n\r\n';
const one = (text: string) => readExport([`${header}[HKEY_LOCAL_MACHINE\\SOFTWARE\\X]\r\n${text}\r\n`], all);

test.for<[string, string, string, RegistryData]>([
  ['a text', '"a"="b"', 'a', { type: 'sz', text: 'b' }],
  [
    'escaped quotes and backslashes',
    String.raw`"say \"a\""="\"C:\\x y.exe\" \\\"q"`,
    'say "a"',
    { type: 'sz', text: String.raw`"C:\x y.exe" \"q` },
  ],
  ['the default value', '@="x"', '', { type: 'sz', text: 'x' }],
  ['a name with an equals sign', '"a=b"="c=d"', 'a=b', { type: 'sz', text: 'c=d' }],
  ['a text over two lines', '"a"="b\r\n[HKEY_USERS\\\\x]\r\n\\"c"', 'a', { type: 'sz', text: 'b\n[HKEY_USERS\\x]\n"c' }],
  ['line ends as Wine writes them', '"a"="b\\r\\nc\\0"', 'a', { type: 'sz', text: 'b\r\nc\0' }],
  ['a number', '"a"=dword:0000000a', 'a', { type: 'dword', number: 10 }],
  ['a number of eight bytes', '"a"=hex(b):01,00,00,00,00,00,00,80', 'a', { type: 'qword', number: 0x8000000000000001n }],
  ['bytes over lines', '"a"=hex:01,02,\\\r\n  03', 'a', { type: 'bytes', typeNumber: 3, hex: '010203' }],
  ['no bytes', '"a"=hex:', 'a', { type: 'bytes', typeNumber: 3, hex: '' }],
  ['a text to expand', '"a"=hex(2):25,00,78,00,25,00,00,00', 'a', { type: 'expand-sz', text: '%x%' }],
  ['Vietnamese', '"Khởi động"="C:\\\\Bệnh viện\\\\a.exe"', 'Khởi động', { type: 'sz', text: 'C:\\Bệnh viện\\a.exe' }],
  ['lines', '"a"=hex(7):78,00,00,00,79,00,00,00,00,00', 'a', { type: 'multi-sz', lines: ['x', 'y'] }],
  ['no lines', '"a"=hex(7):00,00', 'a', { type: 'multi-sz', lines: [] }],
  ['a number of the wrong size', '"a"=hex(4):01,00', 'a', { type: 'bytes', typeNumber: 4, hex: '0100' }],
  ['an account number as a type', '@=hex(3e9):', '', { type: 'bytes', typeNumber: 0x3e9, hex: '' }],
])('%s', ([, text, name, data]) => {
  const { keys, notUnderstood } = one(text);
  expect(notUnderstood).toBe(0);
  expect(keys).toEqual([{ path: 'HKLM\\SOFTWARE\\X', values: [{ name, data }] }]);
});

test.for([
  ['a deletion', '"a"=-'],
  ['a deleted key', '[-HKEY_LOCAL_MACHINE\\SOFTWARE\\X]'],
  ['half a byte', '"a"=hex:0'],
  ['no data', '"a"'],
  ['a remark', '; x'],
])('%s is not understood in an export, and counted', ([, text = '']) => expect(one(text).notUnderstood).toBe(1));

test('a file of another form is not understood', () =>
  expect(readExport(['REGEDIT4\r\n\r\n[HKEY_LOCAL_MACHINE\\x]\r\n'], all).notUnderstood).toBe(1));

test('a text cannot pass for another key, nor hide one that follows', () => {
  const { keys } = one(
    '"a"="x\r\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\X]\r\n"\r\n"b\r\nc"=hex:01,\\\r\n  02\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Y]\r\n"d"=dword:00000001',
  );
  expect(keys.map(({ path, values }) => [path, values.map(({ name }) => name)])).toEqual([
    ['HKLM\\SOFTWARE\\X', ['a', 'b\nc']],
    ['HKLM\\SOFTWARE\\Y', ['d']],
  ]);
});

test.for([
  ['HKEY_USERS\\S-1-5-21-1-2-3-1001_Classes\\CLSID', 'HKU\\S-1-5-21-1-2-3-1001\\Software\\Classes\\CLSID'],
  ['HKEY_USERS\\S-1-5-21-1-2-3-1001_Classes', 'HKU\\S-1-5-21-1-2-3-1001\\Software\\Classes'],
  ['HKEY_USERS\\S-1-5-19\\Environment', 'HKU\\S-1-5-19\\Environment'],
  ['HKEY_LOCAL_MACHINE\\SYSTEM', 'HKLM\\SYSTEM'],
])('%s is %s', ([long = '', short]) => expect(shortPath(long)).toBe(short));

test('an export of Wine, with a value of each type', () => {
  const text = readFileSync('test/fixtures/windows/reg-wine-8.0-every-type.reg').toString('utf16le', 2);
  const { keys, notUnderstood } = readExport([text], all);
  expect(notUnderstood).toBe(0);
  const registry = registryOf(keys);
  const value = (name: string) => registry.value('hklm\\software\\wardwatch fixture', name);
  expect(value('')).toEqual({ type: 'sz', text: 'default' });
  expect(value('Đường dẫn')).toEqual({ type: 'sz', text: 'C:\\Bệnh viện\\khởi động.exe "--nói"' });
  expect(value('expand')).toEqual({ type: 'expand-sz', text: '%SystemRoot%\\system32\\x.dll' });
  expect(value('lines')).toEqual({ type: 'multi-sz', lines: ['một', 'hai', 'ba bốn'] });
  expect(value('bytes')).toMatchObject({ type: 'bytes', typeNumber: 3 });
  expect(value('number')).toEqual({ type: 'dword', number: 4_294_967_295 });
  expect(value('large')).toEqual({ type: 'qword', number: 0x1122334455667788n });
  expect(value('two lines')).toEqual({ type: 'sz', text: 'first\r\nsecond' });
  expect(registry.subkeys('HKLM\\SOFTWARE\\WardWatch fixture')).toEqual(['Dưới']);
});

const plainText = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll(/[\0\r]/g, ''));
const anyData: fc.Arbitrary<RegistryData> = fc.oneof(
  plainText.map((text): RegistryData => ({ type: 'sz', text })),
  plainText.map((text): RegistryData => ({ type: 'expand-sz', text })),
  fc
    .array(
      plainText.filter((line) => line !== ''),
      { maxLength: 4 },
    )
    .map((lines): RegistryData => ({ type: 'multi-sz', lines })),
  fc.integer({ min: 0, max: 0xff_ff_ff_ff }).map((number): RegistryData => ({ type: 'dword', number })),
  fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map((number): RegistryData => ({ type: 'qword', number })),
  fc
    .uint8Array({ maxLength: 90 })
    .map((bytes): RegistryData => ({ type: 'bytes', typeNumber: 3, hex: Buffer.from(bytes).toString('hex') })),
);
const keyName = fc.string({ minLength: 1, maxLength: 12 }).map((name) => `k${name.replaceAll(/[\\\r\n\0]/g, '')}`);
const anyKey: fc.Arbitrary<RegistryKey> = fc.record({
  path: fc.array(keyName, { minLength: 1, maxLength: 4 }).map((names) => ['HKLM', 'SOFTWARE', ...names].join('\\')),
  values: fc.uniqueArray(fc.record({ name: plainText, data: anyData }), { maxLength: 5, selector: ({ name }) => name }),
});
const pieces = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));

test('what is written is read again, however the text is cut', () =>
  fc.assert(
    fc.property(fc.array(anyKey, { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), (keys, size) => {
      expect(readExport(pieces(writeRegFile(keys), size), all)).toEqual({ keys, notUnderstood: 0 });
    }),
    { numRuns: 300 },
  ));

test('no input makes it throw, and every statement of the input is told once', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string(),
          fc.constantFrom(
            '"',
            '\\',
            '\r\n',
            '[',
            ']',
            '=',
            '@',
            'hex(7):',
            'dword:',
            '"a"="',
            ',\\\r\n',
            'Windows Registry Editor Version 5.00\r\n',
          ),
        ),
      ),
      fc.integer({ min: 1, max: 7 }),
      (parts, size) => {
        const text = parts.join('');
        const whole = [...parseRegFile([text])];
        expect([...parseRegFile(pieces(text, size))]).toEqual(whole);
        expect(whole.length).toBeLessThanOrEqual(text.split('\n').length);
      },
    ),
    { numRuns: 500 },
  ));

test('a statement beyond the limit is told as too long, and what follows is read', () => {
  const long = 'x'.repeat(9 * 1024 * 1024);
  expect([...regLines([`"a"="${long}"\n[k]\n`])].map((line) => ('tooLong' in line ? 'too long' : line.text))).toContain('too long');
  const hex = `"a"=hex:${'00,'.repeat(3 * 1024 * 1024)}\\\n  00\n[HKEY_LOCAL_MACHINE\\x]\n`;
  expect([...regLines([hex])]).toEqual([{ tooLong: true }, { text: '[HKEY_LOCAL_MACHINE\\x]' }]);
});
