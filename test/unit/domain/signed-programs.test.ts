import { expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import { programsOfChange } from '../../../src/domain/signed-programs.ts';

const service = (after: Record<string, string | null | string[]>, over: Partial<Change> = {}): Change => ({
  kind: 'windows-service',
  key: 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\updater',
  change: 'added',
  after: { program: null, library: null, onFailure: null, counters: null, networkProvider: null, callouts: [], ...after },
  ...over,
});
const updater = 'C:\\Program Files (x86)\\Google\\Update\\GoogleUpdate.exe';

test.for([
  { name: 'a quoted program', program: `"${updater}"`, expected: [updater] },
  { name: 'a program with plain switches', program: `"${updater}" /svc --mode=background`, expected: [updater] },
  { name: 'a program without quotes', program: `${updater} /medsvc`, expected: [updater] },
  {
    name: 'a driver of an installer',
    program: '\\??\\C:\\Program Files\\Vendor\\filter.sys',
    expected: ['C:\\Program Files\\Vendor\\filter.sys'],
  },
  { name: 'a program where anybody could have put it', program: 'C:\\Windows\\PSEXESVC.exe', expected: null },
  { name: "a program in somebody's profile", program: 'C:\\Users\\an\\AppData\\Local\\x.exe', expected: null },
  { name: 'an argument that is a path', program: `"${updater}" C:\\Users\\Public\\x.dll`, expected: null },
  { name: 'an interpreter', program: '"C:\\Program Files\\PowerShell\\7\\pwsh.exe" -File', expected: null },
  { name: 'a path that leads out again', program: '"C:\\Program Files\\..\\Users\\x.exe"', expected: null },
])('a service that starts $name', ({ program, expected }) => expect(programsOfChange(service({ program }))).toEqual(expected));

test('a service that does more than start its program is nothing that a signature explains', () => {
  const program = `"${updater}"`;
  expect(programsOfChange(service({ program, onFailure: 'cmd /c x' }))).toBeNull();
  expect(programsOfChange(service({ program, library: 'C:\\x.dll' }))).toBeNull();
  expect(programsOfChange(service({ program, callouts: ['C:\\x.dll'] }))).toBeNull();
  const before = { onFailure: 'restart.exe' };
  expect(programsOfChange(service({ program, onFailure: 'restart.exe' }, { change: 'modified', before }))).toEqual([updater]);
});

test('a removal and things of other kinds are not explained by signatures; a program file by its own', () => {
  expect(programsOfChange(service({ program: updater }, { change: 'removed' }))).toBeNull();
  expect(programsOfChange(service({ program: updater }, { kind: 'run-key' }))).toBeNull();
  expect(programsOfChange(service({}, { kind: 'system-file', key: updater }))).toEqual([updater]);
});
