import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../../src/base/app-error.ts';
import { exportRoots } from '../../../../src/platform/windows/export-roots.ts';
import { parseSubkeys, parseValues } from '../../../../src/platform/windows/reg-command.ts';
import { createRegistryReader } from '../../../../src/platform/windows/registry-reader.ts';
import { readableHives } from '../../../../src/platform/windows/user-hives.ts';
import { wantedKeys } from '../../../../src/platform/windows/wanted-keys.ts';
import { createWindowsHost } from '../../../../src/platform/windows/windows-host.ts';
import { registryPlaces } from '../../../../src/scanners/windows-registry/windows-registry.ts';
import { regExe, registryInMemory } from '../../../support/windows/registry-in-memory.ts';

const signal = new AbortController().signal;
const x = 'HKLM\\SOFTWARE\\X';
const registry = () => {
  const made = registryInMemory();
  made.import(
    `[HKEY_LOCAL_MACHINE\\SOFTWARE\\X]\n"a"="b"\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\X\\Y]\n"c"=dword:00000001\n[HKEY_USERS\\S-1-5-19\\Environment]\n"d"="e"\n`,
  );
  return made;
};

test('keys at and below what is asked for, and nothing else', async () => {
  const read = createRegistryReader({ run: regExe(registry()) });
  const { value, unreadable } = await read([`${x}\\Y`, 'HKU\\*\\Environment'], signal);
  expect(unreadable).toEqual([]);
  expect(value.keys.map(({ path }) => path)).toEqual([`${x}\\Y`, 'HKU\\S-1-5-19\\Environment']);
  expect(value.value('hklm\\software\\x\\y', 'C')).toEqual({ type: 'dword', number: 1 });
});

test('one export for each root, none for what is not there', async () => {
  const ran: string[][] = [];
  const read = createRegistryReader({ run: regExe(registry(), { onRun: (args) => ran.push([...args]) }) });
  const { value, unreadable } = await read(
    [x, `${x}\\Y`, 'HKLM\\SOFTWARE\\Missing\\Deep', 'HKU\\*\\Software\\A', 'HKU\\*\\Software\\B'],
    signal,
  );
  expect({ keys: value.keys.length, unreadable }).toEqual({ keys: 2, unreadable: [] });
  expect(ran.filter(([verb]) => verb === 'export').map(([, root]) => root)).toEqual([x, 'HKU\\S-1-5-19']);
  expect(new Set(ran.map(([verb, key]) => `${verb} ${key}`)).size).toBe(ran.length);
});

test('what is there and cannot be written out is unreadable, the rest is read', async () => {
  const read = createRegistryReader({ run: regExe(registry(), { denied: [x] }) });
  const { value, unreadable } = await read([x, 'HKU\\*\\Environment'], signal);
  expect(unreadable).toEqual([{ subject: `${x}\\`, reason: 'COMMAND_FAILED' }]);
  expect(value.keys).toHaveLength(1);
});

test('an export that is not understood is read as far as it goes, and said', async () => {
  const made = registry();
  const run = regExe(made);
  const read = createRegistryReader({
    run: async (command, stop) => {
      const [verb, , file = ''] = command.args;
      const printed = await run(command, stop);
      if (verb === 'export') (await import('node:fs')).appendFileSync(file, Buffer.from('nonsense\r\n', 'utf16le'));
      return printed;
    },
  });
  const { value, unreadable } = await read([x], signal);
  expect({ keys: value.keys.length, unreadable }).toEqual({
    keys: 2,
    unreadable: [{ subject: `${x}\\`, reason: 'OUTPUT_NOT_UNDERSTOOD' }],
  });
});

test('a scan that is cancelled throws, and no export stays behind', async () => {
  let folder = '';
  const run = regExe(registry());
  const read = createRegistryReader({
    run: async (command, stop) => {
      const [verb, , file = ''] = command.args;
      if (verb === 'export') folder = dirname(file);
      if (verb === 'export') throw new AppError('CANCELLED', 'cancelled');
      return run(command, stop);
    },
  });
  await expect(read([x], signal)).rejects.toThrow('cancelled');
  expect(folder).not.toBe('');
  expect(existsSync(folder)).toBe(false);
});

test('hives of users: a second name of the system account and names of any other form are left out', () =>
  expect(
    readableHives([
      '.DEFAULT',
      'S-1-5-18',
      'S-1-5-18_Classes',
      'S-1-5-19',
      'S-1-5-21-1-2-3-1001',
      'S-1-5-21-1-2-3-1001_Classes',
      '/y',
      'S-1-5-21 & calc',
    ]),
  ).toEqual(['.DEFAULT', 'S-1-5-19', 'S-1-5-21-1-2-3-1001', 'S-1-5-21-1-2-3-1001_Classes']));

test('every place lies at or below a root that is written out, and no root below another', () => {
  const patterns = registryPlaces.flatMap(({ keys }) => keys);
  const { machine, users } = exportRoots(patterns);
  const beforeStar = (pattern: string): string => pattern.split('\\*')[0]?.toLowerCase() ?? '';
  const covers = (root: string, key: string): boolean => key === root.toLowerCase() || key.startsWith(`${root.toLowerCase()}\\`);
  expect(patterns.filter((pattern) => pattern.startsWith('HKLM') && !machine.some((root) => covers(root, beforeStar(pattern))))).toEqual(
    [],
  );
  expect(machine.filter((root) => machine.some((other) => other !== root && covers(other, root.toLowerCase())))).toEqual([]);
  expect(users).toBe(true);
});

test('a key is wanted when a pattern leads to it or above it, whatever the case', () => {
  const name = fc.constantFrom('A', 'b', 'Ç', 'đường');
  const path = fc.array(name, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.oneof(name, fc.constant('*')), { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
      path,
      (patterns, names) => {
        const isWanted = wantedKeys(patterns.map((pattern) => pattern.join('\\')));
        const expected = patterns.some(
          (pattern) => pattern.length <= names.length && pattern.every((part, index) => part === '*' || part === names[index]),
        );
        expect(isWanted(names.join('\\').toUpperCase())).toBe(expected);
      },
    ),
  );
});

test('what reg.exe prints', () => {
  const printed =
    '\r\nHKEY_USERS\r\n    x    REG_SZ    HKEY_USERS\\no\r\n    UBR    REG_DWORD    0x1e7f\r\nHKEY_USERS\\.DEFAULT\r\nHKEY_USERS\\S-1-5-19\r\n';
  expect(parseSubkeys(printed, 'HKU')).toEqual(['.DEFAULT', 'S-1-5-19']);
  expect(Object.fromEntries(parseValues(printed))).toEqual({ x: 'HKEY_USERS\\no', UBR: '7807' });
});

test('what a Windows host cannot read it says', async () => {
  const host = createWindowsHost({ run: regExe(registry()) });
  await expect(host.listListeners(signal)).rejects.toMatchObject({ code: 'PLATFORM_UNSUPPORTED' });
  await expect(host.listAccounts(signal)).rejects.toMatchObject({ code: 'PLATFORM_UNSUPPORTED' });
  expect(await host.readUpdates(signal)).toMatchObject({ pending: null, service: { automatic: 'unknown' } });
});

test.for([
  ['Windows 11 by its build', 'Windows 10 Pro', '22631', 'Windows 11 Pro', '10.0.22631.4460'],
  ['Windows 10', 'Windows 10 Enterprise', '19045', 'Windows 10 Enterprise', '10.0.19045.4460'],
  ['a server', 'Windows Server 2022 Standard', '20348', 'Windows Server 2022 Standard', '10.0.20348.4460'],
])('%s', async ([, product = '', build = '', name, kernel]) => {
  const values: Readonly<Record<string, string>> = {
    ProductName: `REG_SZ    ${product}`,
    CurrentBuildNumber: `REG_SZ    ${build}`,
    UBR: 'REG_DWORD    0x116c',
    DisplayVersion: 'REG_SZ    23H2',
  };
  const printed = Object.entries(values).map(([key, text]) => `    ${key}    ${text}`);
  const host = createWindowsHost({
    run: ({ args }) =>
      args[1]?.includes('HARDWARE') ? Promise.reject(new AppError('COMMAND_FAILED', 'no')) : Promise.resolve(printed.join('\r\n')),
  });
  expect(await host.readOsRelease(signal)).toMatchObject({ name, kernel, version: '23H2', manufacturer: null });
});
