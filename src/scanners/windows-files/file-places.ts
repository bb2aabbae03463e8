import type { ThingKind } from '../../domain/thing.ts';

/** Files of Windows that start by themselves or decide where names lead. */
export interface WindowsFilePlace {
  readonly kind: ThingKind;
  /** Files or folders; `*` stands for any part of one name, a leading `~` for each user's profile. */
  readonly paths: readonly string[];
  /** Only files whose path matches; all of them otherwise. */
  readonly only?: RegExp;
  /** Lines worth showing to a person; shown on this machine alone. */
  readonly showLines?: boolean;
}

const system32 = 'C:\\Windows\\System32';
const roaming = '~\\AppData\\Roaming\\Microsoft';

export const windowsFilePlaces: readonly WindowsFilePlace[] = [
  {
    kind: 'startup-folder-item',
    paths: ['C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\StartUp', `${roaming}\\Windows\\Start Menu\\Programs\\StartUp`],
    only: /^(?!.*\\desktop\.ini$)/i,
  },
  {
    kind: 'name-resolution',
    paths: [`${system32}\\drivers\\etc\\hosts`, `${system32}\\drivers\\etc\\hosts.ics`, `${system32}\\drivers\\etc\\lmhosts`],
    showLines: true,
  },
  {
    kind: 'logon-script',
    paths: ['Machine', 'User'].map((name) => `${system32}\\GroupPolicy\\${name}\\Scripts`),
    only: /\.(ini|bat|cmd|ps1|vbs|js|exe)$/i,
  },
  {
    kind: 'powershell-profile',
    paths: ['profile.ps1', 'Microsoft.PowerShell_profile.ps1', 'Microsoft.PowerShellISE_profile.ps1'].flatMap((name) => [
      `${system32}\\WindowsPowerShell\\v1.0\\${name}`,
      `C:\\Windows\\SysWOW64\\WindowsPowerShell\\v1.0\\${name}`,
      `~\\Documents\\WindowsPowerShell\\${name}`,
      `~\\OneDrive\\Documents\\WindowsPowerShell\\${name}`,
      `~\\Documents\\PowerShell\\${name}`,
      `C:\\Program Files\\PowerShell\\*\\${name}`,
    ]),
    showLines: true,
  },
  {
    kind: 'office-add-in',
    paths: [
      `${roaming}\\Word\\STARTUP`,
      `${roaming}\\Excel\\XLSTART`,
      `${roaming}\\AddIns`,
      `${roaming}\\Outlook\\VbaProject.OTM`,
      'C:\\Program Files\\Microsoft Office\\root\\Office*\\STARTUP',
      'C:\\Program Files\\Microsoft Office\\root\\Office*\\XLSTART',
      'C:\\Program Files\\Microsoft Office\\Office*\\STARTUP',
      'C:\\Program Files\\Microsoft Office\\Office*\\XLSTART',
      'C:\\Program Files (x86)\\Microsoft Office\\Office*\\STARTUP',
      'C:\\Program Files (x86)\\Microsoft Office\\Office*\\XLSTART',
      'C:\\Program Files (x86)\\Microsoft Office\\root\\Office*\\STARTUP',
      'C:\\Program Files (x86)\\Microsoft Office\\root\\Office*\\XLSTART',
    ],
    only: /\\(?!~\$)[^\\]+\.(dot|dotm|dotx|wll|xla|xlam|xll|xls|xlsb|xlsm|xlsx|ppa|ppam|otm|dll)$/i,
  },
  {
    kind: 'browser-policy',
    paths: [
      'C:\\Program Files\\Mozilla Firefox\\distribution\\policies.json',
      'C:\\Program Files (x86)\\Mozilla Firefox\\distribution\\policies.json',
      'C:\\Program Files\\Mozilla Firefox\\mozilla.cfg',
      'C:\\Program Files\\Mozilla Firefox\\defaults\\pref\\autoconfig.js',
    ],
  },
  {
    kind: 'browser-extension',
    paths: [
      '~\\AppData\\Roaming\\Mozilla\\Firefox\\Profiles\\*\\extensions',
      'C:\\Program Files\\Mozilla Firefox\\distribution\\extensions',
    ],
    only: /\.xpi$/i,
  },
];

/** What lies in databases that only Windows' own interfaces read: shown as not read, so that nobody takes silence for an answer. */
export const notInFiles: readonly { readonly subject: string; readonly technique: string; readonly reason: string }[] = [
  { subject: 'Security event log', technique: 'T1070.001', reason: 'NEEDS_EVENT_LOG' },
];
