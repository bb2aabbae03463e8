import type { WindowsChange } from './windows-change.ts';

const user = 'C:\\Users\\root';
const roaming = `${user}\\AppData\\Roaming`;

/** A task definition as [MS-TSCH] 2.5 has it. */
export const taskXml = (command: string, more = ''): string => `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Date>2026-11-23T10:00:00</Date><Author>BV\\an</Author><URI>\\Evil</URI></RegistrationInfo>
  <Triggers><LogonTrigger><Enabled>true</Enabled></LogonTrigger></Triggers>
  <Principals><Principal id="Author"><UserId>S-1-5-18</UserId><RunLevel>HighestAvailable</RunLevel></Principal></Principals>
  <Settings><Enabled>true</Enabled><Hidden>false</Hidden></Settings>
  <Actions Context="Author"><Exec><Command>${command}</Command><Arguments>/c &quot;calc&quot; &amp; x</Arguments></Exec>${more}</Actions>
</Task>`;

const fileChange = (
  name: string,
  technique: string,
  path: string,
  text: string,
  scanner: WindowsChange['scanner'] = 'windows-files',
): WindowsChange => ({
  name,
  scanner,
  technique,
  told: path,
  files: { [path]: text },
});

export const fileChanges: readonly WindowsChange[] = [
  fileChange(
    'an item in the common start-up folder',
    'T1547.001',
    'C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\StartUp\\sao lưu.bat',
    '@calc',
  ),
  fileChange(
    'an item in the start-up folder of a user',
    'T1547.001',
    `${roaming}\\Microsoft\\Windows\\Start Menu\\Programs\\StartUp\\evil.lnk`,
    'L',
  ),
  fileChange('the hosts file', 'T1565.001', 'C:\\Windows\\System32\\drivers\\etc\\hosts', '203.0.113.66 update.microsoft.com\r\n'),
  fileChange(
    'a script of the group policy',
    'T1037.001',
    'C:\\Windows\\System32\\GroupPolicy\\Machine\\Scripts\\Startup\\evil.ps1',
    'calc',
  ),
  fileChange('a PowerShell profile', 'T1546.013', `${user}\\Documents\\WindowsPowerShell\\Microsoft.PowerShell_profile.ps1`, 'calc'),
  fileChange('a template that Word loads', 'T1137.006', `${roaming}\\Microsoft\\Word\\STARTUP\\evil.dotm`, 'P'),
  fileChange('a workbook that Excel loads', 'T1137.006', `${roaming}\\Microsoft\\Excel\\XLSTART\\evil.xlsm`, 'P'),
  fileChange('a policy of Firefox', 'T1176', 'C:\\Program Files\\Mozilla Firefox\\distribution\\policies.json', '{}'),
  {
    name: 'an extension of Edge',
    scanner: 'windows-files',
    technique: 'T1176',
    told: `${user}\\AppData\\Local\\Microsoft\\Edge\\User Data\\Default\\Extensions\\aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`,
    files: {
      [`${user}\\AppData\\Local\\Microsoft\\Edge\\User Data\\Default\\Extensions\\aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\1.0_0\\manifest.json`]:
        '{"name":"x","permissions":["webRequest","cookies"],"host_permissions":["<all_urls>"]}',
    },
  },
  {
    ...fileChange('a scheduled task', 'T1053.005', 'C:\\Windows\\System32\\Tasks\\Bảo trì\\Evil', taskXml('cmd.exe'), 'windows-tasks'),
    told: '\\Bảo trì\\Evil',
  },
  fileChange('a job of the old scheduler', 'T1053.005', 'C:\\Windows\\Tasks\\At1.job', 'J', 'windows-tasks'),
];
