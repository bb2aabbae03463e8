import { currentVersion, everyone, machine, named, policies, type RegistryPlace, user } from '../registry-place.ts';

const officePrograms = ['Word', 'Excel', 'PowerPoint', 'Outlook', 'OneNote'];
const browsers = ['Google\\Chrome', 'Microsoft\\Edge', 'Chromium', 'BraveSoftware\\Brave', 'CocCoc\\Browser'];

/** Extensions of browsers and of Office, and what lets macros run. */
export const applicationPlaces: readonly RegistryPlace[] = [
  {
    kind: 'browser-extension',
    keys: ['Google\\Chrome', 'Microsoft\\Edge'].flatMap((name) => everyone(`${name}\\Extensions\\*`)),
    each: 'key',
  },
  {
    kind: 'browser-extension',
    keys: ['Google\\Chrome', 'Microsoft\\Edge', 'Mozilla'].flatMap((name) => everyone(`${name}\\NativeMessagingHosts\\*`)),
    each: 'key',
  },
  { kind: 'browser-extension', keys: everyone('Mozilla\\Firefox\\Extensions') },
  { kind: 'browser-extension', keys: everyone(`${currentVersion}\\Explorer\\Browser Helper Objects\\*`), each: 'key' },
  {
    kind: 'browser-policy',
    keys: browsers.flatMap(policies),
    only: /^(Extension\w+|BlockExternalExtensions|DeveloperToolsAvailability|NativeMessaging\w+|Proxy\w+|SafeBrowsing\w+|SmartScreen\w+)(\\|$)/i,
  },
  { kind: 'browser-policy', keys: policies('Mozilla\\Firefox') },
  {
    kind: 'office-add-in',
    keys: [
      ...officePrograms.flatMap((name) => machine(`Microsoft\\Office\\${name}\\Addins\\*`)),
      ...user('Microsoft\\Office\\*\\Addins\\*'),
    ],
    each: 'key',
    only: named('Manifest', 'FileName'),
  },
  {
    kind: 'office-add-in',
    keys: user('Microsoft\\Office\\*\\*\\Options'),
    only: named('OPEN\\d*', 'STARTUP-PATH', 'AltStartup', 'USER-DOT-PATH'),
  },
  { kind: 'office-add-in', keys: user('Microsoft\\VSTO\\Security\\Inclusion\\*'), each: 'key', only: named('Url') },
  { kind: 'office-test-dll', keys: everyone('Microsoft\\Office test\\Special\\Perf') },
  { kind: 'outlook-page', keys: user('Microsoft\\Office\\*\\Outlook\\WebView\\*'), each: 'key-with-values', only: named('URL') },
  { kind: 'outlook-page', keys: user('Microsoft\\Office\\*\\Outlook\\Today'), only: named('URL', 'UserDefinedUrl') },
  {
    kind: 'office-macro-policy',
    keys: [...user('Microsoft\\Office\\*\\*\\Security'), ...policies('Microsoft\\Office\\*\\*\\Security')],
    only: /^(?!Trusted Documents\\)(VBAWarnings|AccessVBOM|VbaOff|Level|\w*InternetFilesInPV|\w*AttachmentsInPV|\w*UnsafeLocationsInPV|DontTrustInstalledFiles|RequireAddinSig|EnableUnsafeClientMailRules|BlockContentExecutionFromInternet|MacroRuntimeScanScope|WorkbookLinkWarnings|PythonFunctionWarnings|AllowDDE|(Protected View|Trusted Locations)\\.*)$/i,
  },
  { kind: 'office-macro-policy', keys: user('Microsoft\\Office\\*\\Outlook'), only: named('LoadMacroProviderOnBoot') },
];

/** Keys of installed programs, for the names among them that let somebody elsewhere work on this machine. */
export const installedProgramKeys: readonly string[] = everyone(`${currentVersion}\\Uninstall\\*`);
