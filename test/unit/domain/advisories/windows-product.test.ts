import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowsProductOf } from '../../../../src/domain/advisories/windows-product.ts';

test.for([
  ['Windows 10 Version 22H2 for x64-based Systems', 'windows|10-22h2|windows', 'x64'],
  ['Windows 10 Version 1809 for 32-bit Systems', 'windows|10-1809|windows', 'x86'],
  ['Windows 10 for 32-bit Systems', 'windows|10-1507|windows', 'x86'],
  ['Windows 11 Version 24H2 for ARM64-based Systems', 'windows|11-24h2|windows', 'arm64'],
  ['Windows 11 version 21H2 for x64-based Systems', 'windows|11-21h2|windows', 'x64'],
  ['Windows 11 for x64-based Systems', 'windows|11-21h2|windows', 'x64'],
  ['Microsoft Windows 11 Version 23H2', 'windows|11-23h2|windows', ''],
  ['Windows Server 2016 (Server Core installation)', 'windows|server-2016|windows', ''],
  ['Windows Server 2019', 'windows|server-2019|windows', ''],
  ['Windows Server 2022 Datacenter: Azure Edition (Hotpatch)', 'windows|server-2022|windows', ''],
  ['Windows Server 2022, 23H2 Edition (Server Core installation)', 'windows|server-23h2|windows', ''],
  ['Windows Server 2008 R2 for x64-based Systems Service Pack 1', 'windows|server-2008-r2-sp1|windows', 'x64'],
  ['Windows Server 2008 for 32-bit Systems Service Pack 2 (Server Core installation)', 'windows|server-2008-sp2|windows', 'x86'],
  ['Windows Server 2008 R2 for Itanium-Based Systems Service Pack 1', 'windows|server-2008-r2-sp1-itanium|windows', ''],
  ['Windows 7 for 32-bit Systems Service Pack 1', 'windows|7-sp1|windows', 'x86'],
  ['Windows Server, version 20H2 (Server Core Installation)', 'windows|server-20h2|windows', ''],
  ['Windows Server, version 1909', 'windows|server-1909|windows', ''],
  ['Windows Server 2012 R2', 'windows|server-2012-r2|windows', ''],
  ['Windows 8.1 for x64-based systems', 'windows|8.1|windows', 'x64'],
  ['Windows RT 8.1', 'windows|rt-8.1|windows', ''],
  ['Microsoft .NET Framework 4.8 on Windows Server 2012 R2', 'microsoft||.net framework 4.8', ''],
  ['Microsoft .NET Framework 3.5.1 on Windows 7 for x64-based Systems Service Pack 1', 'microsoft||.net framework 3.5.1', 'x64'],
  ['Internet Explorer 11 on Windows Server 2012 R2', 'microsoft||internet explorer 11', ''],
  ['.NET 8.0 installed on Windows 10 for x64-based Systems', 'microsoft|8.0|.net', 'x64'],
  ['Microsoft Office 2019 for 32-bit editions', 'microsoft|2019|office', ''],
  ['Microsoft Excel 2016 (64-bit edition)', 'microsoft|2016|excel', ''],
  ['Microsoft SQL Server 2019 for x64-based Systems (GDR)', 'microsoft|2019|sql server', ''],
  ['Microsoft Exchange Server 2019 Cumulative Update 14', 'microsoft|2019|exchange server', ''],
  ['Microsoft 365 Apps for Enterprise for 64-bit Systems', 'microsoft||365 apps for enterprise', ''],
  ['PowerShell 7.4', 'microsoft|7.4|powershell', ''],
  ['Windows Defender Antimalware Platform', 'microsoft||windows defender antimalware platform', ''],
  ['2016', 'microsoft||2016', ''],
] as const)('%s is %s %s', ([text, key, architecture]) => {
  expect(windowsProductOf(text)).toMatchObject({ key, architectures: architecture === '' ? [] : [architecture] });
});

test.for([
  ['Microsoft .NET Framework 4.6.2/4.7/4.7.1/4.7.2 on Windows Server 2012', ['4.6.2', '4.7', '4.7.1', '4.7.2']],
  ['Microsoft .NET Framework 3.5 AND 4.8 on Windows Server, version 20H2 (Server Core Installation)', ['3.5', '4.8']],
] as const)('%s is several frameworks', ([text, versions]) => {
  expect(windowsProductOf(text).keys).toEqual(versions.map((version) => `microsoft||.net framework ${version}`));
});

test('any text has a key, and case and blanks do not matter', () => {
  const word = fc.constantFrom(
    'Windows',
    'Microsoft',
    'Server',
    '10',
    '2008',
    'R2',
    'Version',
    '22H2',
    'for x64-based Systems',
    'Service Pack 1',
    'on',
    '.NET Framework',
    '|',
    'Ệ',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(word).map((words) => words.join(' ')),
        fc.string(),
      ),
      (text) => {
        const { key } = windowsProductOf(text);
        expect(key.split('|')).toHaveLength(3);
        expect(windowsProductOf(`  ${text.toUpperCase().replaceAll(' ', '\t ')} `).key).toBe(windowsProductOf(text.toUpperCase()).key);
      },
    ),
  );
});
