import { control, expand, keySet, longName, user, valueSet, type WindowsChange, windows, windowsNt } from './windows-change.ts';

const evil = String.raw`"C:\\Users\\Public\\evil.exe"`;
const clsid = '{BCDE0395-E52F-467C-8E3D-C4579291692E}';
/** A key with one value at or below it. */
const entry = (key: string, name: string, data: string): string => `[${longName(key)}]\n${name === '' ? '@' : `"${name}"`}=${data}\n`;

export const eventTriggerChanges: readonly WindowsChange[] = [
  ...['sethc', 'utilman', 'osk', 'Magnify', 'Narrator', 'DisplaySwitch', 'AtBroker'].map((name) => {
    const key = `HKLM\\${windowsNt}\\Image File Execution Options\\${name}.exe`;
    return keySet(`a debugger before ${name}`, 'T1546.008', [key, entry(key, 'Debugger', '"cmd.exe"')]);
  }),
  keySet('an assistive technology', 'T1546.008', [
    `HKLM\\${windowsNt}\\Accessibility\\ATs\\evil`,
    entry(`HKLM\\${windowsNt}\\Accessibility\\ATs\\evil`, 'StartExe', evil),
  ]),
  keySet('a debugger before another program', 'T1546.012', [
    `HKLM\\${windowsNt}\\Image File Execution Options\\notepad.exe`,
    entry(`HKLM\\${windowsNt}\\Image File Execution Options\\notepad.exe`, 'Debugger', evil),
  ]),
  keySet('GlobalFlag for silent exits', 'T1546.012', [
    `HKLM\\${windowsNt}\\Image File Execution Options\\mspaint.exe`,
    entry(`HKLM\\${windowsNt}\\Image File Execution Options\\mspaint.exe`, 'GlobalFlag', 'dword:00000200'),
  ]),
  keySet('what runs at a silent exit', 'T1546.012', [
    `HKLM\\${windowsNt}\\SilentProcessExit\\mspaint.exe`,
    `${entry(`HKLM\\${windowsNt}\\SilentProcessExit\\mspaint.exe`, 'MonitorProcess', evil)}"ReportingMode"=dword:00000001\n`,
  ]),
  valueSet('the crash debugger', 'T1546', [`HKLM\\${windowsNt}\\AeDebug`, 'Debugger', evil, '"drwtsn32 -p %ld"']),
  valueSet('AppInit_DLLs', 'T1546.010', [`HKLM\\${windowsNt}\\Windows`, 'AppInit_DLLs', String.raw`"C:\\evil.dll"`, '""']),
  valueSet('LoadAppInit_DLLs for 32-bit programs', 'T1546.010', [
    'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows NT\\CurrentVersion\\Windows',
    'LoadAppInit_DLLs',
    'dword:00000001',
  ]),
  valueSet('an AppCert DLL', 'T1546.009', [`HKLM\\${control}\\Session Manager\\AppCertDlls`, 'evil', String.raw`"C:\\evil.dll"`]),
  keySet('a shim database', 'T1546.011', [
    `HKLM\\${windowsNt}\\AppCompatFlags\\InstalledSDB\\{22222222-2222-2222-2222-222222222222}`,
    `${entry(`HKLM\\${windowsNt}\\AppCompatFlags\\InstalledSDB\\{22222222-2222-2222-2222-222222222222}`, 'DatabasePath', String.raw`"C:\\Users\\Public\\evil.sdb"`)}"DatabaseInstallTimeStamp"=hex(b):01,02,03,04,05,06,07,08\n`,
  ]),
  keySet('a program with a shim', 'T1546.011', [
    `HKLM\\${windowsNt}\\AppCompatFlags\\Custom\\explorer.exe`,
    entry(
      `HKLM\\${windowsNt}\\AppCompatFlags\\Custom\\explorer.exe`,
      '{22222222-2222-2222-2222-222222222222}.sdb',
      'hex(b):01,02,03,04,05,06,07,08',
    ),
  ]),
  valueSet('a netsh helper', 'T1546.007', ['HKLM\\SOFTWARE\\Microsoft\\NetSh', 'evil', String.raw`"C:\\evil.dll"`]),
  keySet('a COM class of a user', 'T1546.015', [
    `${user}\\Software\\Classes\\CLSID\\${clsid}`,
    `${entry(`${user}\\Software\\Classes\\CLSID\\${clsid}\\InprocServer32`, '', String.raw`"C:\\Users\\Public\\evil.dll"`)}"ThreadingModel"="Both"\n`,
  ]),
  keySet('a COM class that stands for another', 'T1546.015', [
    `${user}\\Software\\Classes\\CLSID\\{33333333-3333-3333-3333-333333333333}`,
    entry(`${user}\\Software\\Classes\\CLSID\\{33333333-3333-3333-3333-333333333333}\\TreatAs`, '', `"${clsid}"`),
  ]),
  keySet('the class that scans scripts', 'T1546.015', [
    'HKLM\\SOFTWARE\\Classes\\CLSID\\{fdb00e52-a214-4aa1-8fba-4357bb0072ec}',
    entry('HKLM\\SOFTWARE\\Classes\\CLSID\\{fdb00e52-a214-4aa1-8fba-4357bb0072ec}\\InprocServer32', '', String.raw`"C:\\evil.dll"`),
  ]),
  valueSet('an icon overlay', 'T1546.015', [
    `HKLM\\${windows}\\Explorer\\ShellIconOverlayIdentifiers\\Evil`,
    '',
    '"{33333333-3333-3333-3333-333333333333}"',
  ]),
  keySet('what opens settings, of a user', 'T1548.002', [
    `${user}\\Software\\Classes\\ms-settings`,
    `${entry(`${user}\\Software\\Classes\\ms-settings\\shell\\open\\command`, '', evil)}"DelegateExecute"=""\n`,
  ]),
  keySet('what opens consoles, of a user', 'T1548.002', [
    `${user}\\Software\\Classes\\mscfile`,
    entry(`${user}\\Software\\Classes\\mscfile\\shell\\open\\command`, '', expand('c:\\windows\\System32\\calc.exe')),
  ]),
  valueSet('windir of a user', 'T1548.002', [`${user}\\Environment`, 'windir', String.raw`"cmd /c evil &&"`]),
  keySet('what opens programs', 'T1546.001', [
    'HKLM\\SOFTWARE\\Classes\\exefile',
    entry('HKLM\\SOFTWARE\\Classes\\exefile\\shell\\open\\command', '', String.raw`"evil.exe \"%1\" %*"`),
  ]),
  keySet('what opens batch files, of a user', 'T1546.001', [
    `${user}\\Software\\Classes\\batfile`,
    entry(`${user}\\Software\\Classes\\batfile\\shell\\open\\command`, '', evil),
  ]),
  valueSet('a .NET profiler', 'T1574.012', [`${user}\\Environment`, 'COR_PROFILER', '"{09108e71-974c-4010-89cb-acf471ae9e2c}"']),
  valueSet('a known DLL', 'T1574.001', [`HKLM\\${control}\\Session Manager\\KnownDLLs`, 'evil', '"evil.dll"']),
  valueSet('the search path of a user', 'T1574.007', [`${user}\\Environment`, 'Path', String.raw`"C:\\Users\\Public"`]),
];
