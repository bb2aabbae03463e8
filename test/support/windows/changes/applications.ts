import { keySet, longName, user, valueSet, type WindowsChange, windows } from './windows-change.ts';

const on = 'dword:00000001';
const entry = (key: string, text: string): string => `[${longName(key)}]\n${text}\n`;
const office = `${user}\\Software\\Microsoft\\Office`;

export const applicationChanges: readonly WindowsChange[] = [
  keySet('an extension of Chrome from outside', 'T1176', [
    'HKLM\\SOFTWARE\\WOW6432Node\\Google\\Chrome\\Extensions\\aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    entry(
      'HKLM\\SOFTWARE\\WOW6432Node\\Google\\Chrome\\Extensions\\aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      '"update_url"="https://203.0.113.66/u.xml"',
    ),
  ]),
  valueSet('an extension forced on Chrome', 'T1176', [
    'HKLM\\SOFTWARE\\Policies\\Google\\Chrome\\ExtensionInstallForcelist',
    '1',
    '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;https://203.0.113.66/u.xml"',
  ]),
  valueSet('an extension forced on Edge, of a user', 'T1176', [
    `${user}\\Software\\Policies\\Microsoft\\Edge\\ExtensionInstallForcelist`,
    '1',
    '"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"',
  ]),
  valueSet('an extension forced on Firefox', 'T1176', [
    'HKLM\\SOFTWARE\\Policies\\Mozilla\\Firefox\\Extensions\\Install',
    '1',
    '"https://203.0.113.66/x.xpi"',
  ]),
  keySet('a program that talks with the browser', 'T1176', [
    `${user}\\Software\\Google\\Chrome\\NativeMessagingHosts\\com.evil`,
    entry(`${user}\\Software\\Google\\Chrome\\NativeMessagingHosts\\com.evil`, String.raw`@="C:\\Users\\Public\\evil.json"`),
  ]),
  keySet('a browser helper object', 'T1176', [
    `HKLM\\${windows}\\Explorer\\Browser Helper Objects\\{99999999-9999-9999-9999-999999999999}`,
    entry(`HKLM\\${windows}\\Explorer\\Browser Helper Objects\\{99999999-9999-9999-9999-999999999999}`, '@="Evil"'),
  ]),
  keySet('an add-in of Word', 'T1137.006', [
    'HKLM\\SOFTWARE\\Microsoft\\Office\\Word\\Addins\\Evil',
    entry('HKLM\\SOFTWARE\\Microsoft\\Office\\Word\\Addins\\Evil', '"LoadBehavior"=dword:00000003\n"FriendlyName"="Evil"'),
  ]),
  keySet('an add-in of Outlook, of a user', 'T1137.006', [
    `${office}\\Outlook\\Addins\\Evil`,
    entry(`${office}\\Outlook\\Addins\\Evil`, String.raw`"Manifest"="file:///C:/Users/Public/evil.vsto|vstolocal"`),
  ]),
  valueSet('an add-in that Excel opens', 'T1137.006', [
    `${office}\\16.0\\Excel\\Options`,
    'OPEN',
    String.raw`"/R \"C:\\Users\\Public\\evil.xll\""`,
  ]),
  valueSet('the test DLL of Office', 'T1137.002', [
    `${user}\\Software\\Microsoft\\Office test\\Special\\Perf`,
    '',
    String.raw`"C:\\evil.dll"`,
  ]),
  keySet('the page of a mail folder', 'T1137.004', [
    `${office}\\16.0\\Outlook\\WebView\\Inbox`,
    entry(`${office}\\16.0\\Outlook\\WebView\\Inbox`, '"URL"="http://203.0.113.66/"'),
  ]),
  valueSet('macros allowed', 'T1137', [`${office}\\16.0\\Word\\Security`, 'VBAWarnings', on]),
  valueSet('macros trusted by policy', 'T1137', [
    `${user}\\Software\\Policies\\Microsoft\\Office\\16.0\\Excel\\Security`,
    'AccessVBOM',
    on,
  ]),
  valueSet('a trusted location', 'T1137', [
    `${office}\\16.0\\Word\\Security\\Trusted Locations\\Location9`,
    'Path',
    String.raw`"C:\\Users\\Public"`,
  ]),
  keySet('a remote access tool installed', 'T1219', [
    'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\UltraViewer',
    entry(
      'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{E0FABD74-083B-47F4-AC5B-CA4237BF8913}_is1',
      '"DisplayName"="UltraViewer version 6.6.99"\n"DisplayVersion"="6.6.99"',
    ),
  ]),
  keySet('a USB disk', 'T1091', [
    'HKLM\\SYSTEM\\CurrentControlSet\\Enum\\USBSTOR\\Disk&Ven_SanDisk&Prod_Ultra&Rev_1.00\\4C530001&0',
    entry(
      'HKLM\\SYSTEM\\CurrentControlSet\\Enum\\USBSTOR\\Disk&Ven_SanDisk&Prod_Ultra&Rev_1.00\\4C530001&0',
      '"FriendlyName"="SanDisk Ultra USB Device"',
    ),
  ]),
];
