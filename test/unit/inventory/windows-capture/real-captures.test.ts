import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readWindowsCaptures } from '../../../../src/inventory/windows-capture/read-windows-captures.ts';

// Reference data, read in place: real output of Windows XP to 11. What is expected was read from the files by eye and by a plain search.
const corpus = process.env.WARDWATCH_CORPUS ?? resolve('../shared/data');
const windows = join(corpus, 'windows-captures');
const others = join(corpus, 'jc-captures', 'windows-10');
const isThere = existsSync(windows) && existsSync(others);
if (!isThere) console.warn(`not run: real Windows captures are not at ${corpus}`);

const captureOf = (folder: string, name: string) => ({ name, bytes: readFileSync(join(folder, name)) });

/** [product, version, edition, build, arch], host name, installed on, updates or their count and digest, whether the list is whole. */
type Expected = [(string | number | null)[], string, string | null, string, boolean];

const workstations = ['Windows 10', '1803', 'Pro for Workstations', 17134, 'x64'];
const windows7 = ['Windows 7', 'SP1', 'Enterprise', 7601, 'x64'];

const expected: Record<string, Expected> = {
  '10_1803_x64_education_en-us_systeminfo.txt': [
    ['Windows 10', '1803', 'Education', 17134, 'x64'],
    'LAPTOP',
    '2018-04-30',
    'KB4100347 KB4338832 KB4343669 KB4343902 KB4343909',
    true,
  ],
  '10_1803_x64_pro_it_systeminfo.txt': [
    ['Windows 10', '1803', 'Pro', 17134, 'x64'],
    'PC044',
    null,
    'KB4100347 KB4338853 KB4343669 KB4456655 KB4465663 KB4477137 KB4480979 KB4485449 KB4487017 KB4487038',
    true,
  ],
  '10_1803_x64_proforworkstations_en-us_A_20190305_systeminfo.txt': [
    workstations,
    'DESKTOP-OOF6NB5',
    '2018-05-03',
    'KB4462930 KB4485449 KB4487017 KB4487038',
    true,
  ],
  '10_1803_x64_proforworkstations_en-us_B_20190306_systeminfo.txt': [workstations, 'DESKTOP-OOF6NB5', '2018-05-03', '', false],
  '10_1803_x64_proforworkstations_en-us_systeminfo.txt': [workstations, 'DESKTOP-OOF6NB5', '2018-05-03', '', false],
  '10_1809_x64_education_en-us_20190306_systeminfo.txt': [
    ['Windows 10', '1809', 'Education', 17763, 'x64'],
    'LAPTOP',
    '2018-10-03',
    'KB2693643 KB4465477 KB4465664 KB4470502 KB4470788 KB4471331 KB4483452 KB4487038 KB4487044',
    true,
  ],
  '10_1809_x64_education_en-us_systeminfo.txt': [
    ['Windows 10', '1809', 'Education', 17763, 'x64'],
    'LAPTOP',
    '2018-10-03',
    'KB4465477 KB4465664 KB4470502 KB4470788 KB4471331 KB4483235',
    true,
  ],
  '10_1809_x64_pro_en-us_20190307_systeminfo.txt': [
    ['Windows 10', '1809', 'Pro', 17763, 'x64'],
    'DESKTOP-LOQ9L09',
    '2019-03-01',
    'KB4470788 KB4480056 KB4482887 KB4486553 KB4487038',
    true,
  ],
  '10_22H2_x64_enterprise_en-us_systeminfo.txt': [
    ['Windows 10', '22H2', 'Enterprise', 19045, 'x64'],
    'DESKTOP-92B51CV',
    '1999-01-01',
    'KB5022502',
    true,
  ],
  '10_rtm_x64_pro_en-us_systeminfo.txt': [
    ['Windows 10', '1507', 'Pro', 10240, 'x64'],
    'DESKTOP-J4ED1CA',
    '2015-07-19',
    'KB3074665 KB4021701',
    true,
  ],
  '11_23H2_x64_enterprise_systeminfo.txt': [
    ['Windows 11', '23H2', 'Enterprise', 22631, 'x64'],
    'DESKTOP-JNEKK9U',
    null,
    'KB5027397 KB5029921 KB5031354 KB5031592',
    true,
  ],
  '7_sp1_x64_enterprise_en-us_20190305_systeminfo.txt': [windows7, 'WIN7SP1X64', '2014-04-25', '245 e2a024e6d0ae7096', false],
  '7_sp1_x64_enterprise_en-us_A_systeminfo.txt': [windows7, 'WIN7SP1X64', '2014-04-25', '219 1b72e242901a5994', true],
  '7_sp1_x64_enterprise_en-us_B_systeminfo.txt': [windows7, 'WIN7SP1X64', '2014-04-25', '245 e2a024e6d0ae7096', false],
  '7_sp1_x86_enterprise_en-us_systeminfo.txt': [
    ['Windows 7', 'SP1', 'Enterprise', 7601, 'x86'],
    'WIN7SP1X86',
    '2014-08-22',
    'KB2534111 KB976902',
    true,
  ],
  '8.1_u1_x64_enterprise_en-us_systeminfo.txt': [
    ['Windows 8.1', null, 'Enterprise', 9600, 'x64'],
    'WIN81U1X64',
    '2014-08-09',
    'KB2919355 KB2919442 KB2937220 KB2938772 KB2939471 KB2949621',
    true,
  ],
  'srv_2003_rtm_x86_standard_en-us_systeminfo.txt': [
    ['Windows Server 2003', null, 'Standard', 3790, 'x86'],
    'WINSRV2K3SP0X86',
    '2014-04-23',
    'KB893803',
    true,
  ],
  'srv_2003_sp1_x64_standard_en-us_systeminfo.txt': [
    ['Windows Server 2003', 'SP1', 'Standard', 3790, 'x64'],
    'WINSRV2K3SP1X64',
    '2014-04-23',
    '',
    true,
  ],
  'srv_2003r2_sp2_rtm_x64_standard_en-us_systeminfo.txt': [
    ['Windows Server 2003', 'SP2', 'Standard', 3790, 'x64'],
    'SRV2K3R2SP2X64',
    '2014-04-25',
    '',
    true,
  ],
  // Ends with `[240]: KB2862` of 352 entries: a number that lost digits.
  'srv_2003r2_sp2_x86_standard_en-us_systeminfo.txt': [
    ['Windows Server 2003', 'SP2', 'Standard', 3790, 'x86'],
    'SRV2K3R2SP2X86',
    '2014-04-25',
    '67 6409ce87843313e4',
    false,
  ],
  'srv_2008_rtm_x64_standard_en-us_systeminfo.txt': [
    ['Windows Server 2008', 'SP1', 'Standard', 6001, 'x64'],
    'SRV2K8SP0X64',
    '2014-04-25',
    'KB956250',
    true,
  ],
  'srv_2008_rtm_x86_standard_en-us_systeminfo.txt': [
    ['Windows Server 2008', 'SP1', 'Standard', 6001, 'x86'],
    'SRV2K8SP0X86',
    '2014-04-25',
    'KB956250',
    true,
  ],
  'srv_2008r2_sp1_x64_standard_en-us_systeminfo.txt': [
    ['Windows Server 2008 R2', 'SP1', 'Standard', 7601, 'x64'],
    'SRV2K8R2SP1X64',
    '2014-04-25',
    'KB958488 KB976902',
    true,
  ],
  'srv_2016_1607_datacenter_en-us_systeminfo.txt': [
    ['Windows Server 2016', '1607', 'Datacenter', 14393, 'x64'],
    'MYSERVER',
    '2018-03-03',
    'KB4049065 KB4091664 KB4132216 KB4465659 KB4483229',
    true,
  ],
  'srv_2019_rtm_datacenter_en-us_systeminfo.txt': [
    ['Windows Server 2019', '1809', 'Datacenter', 17763, 'x64'],
    'WIN-O863JARO7CM',
    '2018-10-03',
    'KB4462930 KB4470788 KB4480056 KB4480116 KB4480979',
    true,
  ],
  'xp_rtm_x86_professional_en-us_systeminfo.txt': [
    ['Windows XP', null, 'Professional', 2600, 'x86'],
    'WINXPSP0',
    '2014-04-23',
    'KB893803',
    true,
  ],
  'xp_sp3_x86_professional_en-us_systeminfo.txt': [
    ['Windows XP', 'SP3', 'Professional', 2600, 'x86'],
    'WINXPSP3',
    '2014-04-23',
    '92 a70f47ca71ed4ee9',
    false,
  ],
  'systeminfo-hyperv-utc.out': [
    ['Windows 10', '1803', 'Enterprise', 17134, 'x64'],
    'TESTLAPTOP',
    '2019-03-26',
    'KB2693643 KB4230204 KB4346084 KB4485449 KB4486153 KB4509094 KB4534293 KB4535680 KB4580325 KB4580398 KB4601054',
    true,
  ],
  'systeminfo-hyperv.out': [
    ['Windows 10', '1803', 'Enterprise', 17134, 'x64'],
    'TESTLAPTOP',
    '2019-03-26',
    'KB2693643 KB4230204 KB4346084 KB4485449 KB4486153 KB4509094 KB4534293 KB4535680 KB4580325 KB4580398 KB4601054',
    true,
  ],
  'systeminfo.out': [
    ['Windows 10', '20H2', 'Enterprise', 19042, 'x64'],
    'DESKTOP-WIN01',
    '2021-02-16',
    'KB4562830 KB4570334 KB4578968 KB4580325 KB4586864 KB4594440',
    true,
  ],
};

const shortList = (updates: readonly string[] | null): string | null =>
  updates === null || updates.length <= 12
    ? (updates?.join(' ') ?? null)
    : `${updates.length} ${createHash('sha256').update(updates.join('\n')).digest('hex').slice(0, 16)}`;

const systeminfos = (folder: string): string[] => readdirSync(folder).filter((name) => /systeminfo[^.]*\.(?:txt|out)$/.test(name));

test.runIf(isThere)('every real capture is in the table', () => {
  expect([...systeminfos(windows), ...systeminfos(others)].toSorted()).toEqual(Object.keys(expected).toSorted());
});

test.runIf(isThere).for(Object.entries(expected))('%s', ([name, [system, hostname, installedAt, updates, areUpdatesComplete]]) => {
  const reading = readWindowsCaptures([captureOf(name.endsWith('.out') ? others : windows, name)]);
  if (reading.status === 'refused') throw new Error(JSON.stringify(reading.reason));
  const { inventory, ...machine } = reading.machine;
  const { product, version, edition, build, arch, family, revision } = inventory.system;
  expect([product, version, edition, build, arch]).toEqual(system);
  expect({ family, revision, software: inventory.software }).toEqual({ family: 'windows', revision: null, software: null });
  expect(shortList(inventory.updates)).toBe(updates);
  expect(machine).toEqual({ hostname, installedAt, areUpdatesComplete, source: [name] });
});

const qfe = '10_1809_x64_pro_en-us_20190307_qfe.txt';

test.runIf(isThere)('a list of updates alone does not tell the system', () =>
  expect(readWindowsCaptures([captureOf(windows, qfe)])).toEqual({ status: 'refused', reason: { code: 'system-missing' } }),
);

test.runIf(isThere)('the list of updates of the same machine agrees with its systeminfo', () => {
  const alone = readWindowsCaptures([captureOf(windows, '10_1809_x64_pro_en-us_20190307_systeminfo.txt')]);
  const both = readWindowsCaptures(['10_1809_x64_pro_en-us_20190307_systeminfo.txt', qfe].map((name) => captureOf(windows, name)));
  if (both.status === 'refused' || alone.status === 'refused') throw new Error('refused');
  expect(both.machine.inventory).toEqual(alone.machine.inventory);
});

test.runIf(isThere)('other output of the same machines is refused, with the file', () => {
  const strange = readdirSync(others).filter((name) => !systeminfos(others).includes(name));
  expect(strange.length).toBeGreaterThan(10);
  for (const name of strange)
    expect(readWindowsCaptures([captureOf(others, name)])).toEqual({ status: 'refused', reason: { code: 'not-a-capture', file: name } });
});
