import { expect, test } from 'vitest';
import { inventory } from '../../../src/contracts/inventory.ts';
import { updatesSection } from '../../../src/contracts/summary.ts';
import type { Judgement } from '../../../src/domain/judgement.ts';
import type { ScannerId } from '../../../src/domain/scanner-ids.ts';
import { scanners } from '../../../src/scanners/registry.ts';
import { hostOver } from '../../support/fake-host.ts';
import { scanContext } from '../../support/scan-context.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { type WindowsMachine, windowsMachine } from '../../support/windows/windows-machine.ts';

const scan = async (id: ScannerId, files: Readonly<Record<string, string>> = {}): Promise<Judgement> => {
  const scanner = scanners.find((one) => one.id === id);
  if (!scanner) throw new Error(`no scanner ${id}`);
  return scanner.scan(scanContext(hostOver(tempFolder(), files)));
};

test('Linux: a list of software passes and travels, none is unknown and travels as none', async () => {
  const listed = await scan('software', { 'var/lib/dpkg/status': 'Package: a\nStatus: install ok installed\nVersion: 1\n' });
  expect(listed.verdict).toEqual({ status: 'pass' });
  expect(inventory.parse(listed.section?.body).software).toEqual([{ manager: 'dpkg', name: 'a', version: '1', arch: '' }]);
  const none = await scan('software');
  expect(none.verdict).toMatchObject({ status: 'unknown', reason: 'software-list-missing' });
  expect(inventory.parse(none.section?.body).software).toBeNull();
});

test('Linux: the system is held against its dates of support', async () => {
  expect((await scan('os-release')).verdict?.status).not.toBe('unknown');
  const old = await scan('os-release', { 'etc/os-release': 'ID=debian\nVERSION_ID="9"\n' });
  expect(old).toMatchObject({ verdict: { status: 'fail', reason: 'system-out-of-support' }, drafts: [{ rule: 'system.out-of-support' }] });
});

test('Linux: without apt what is missing is unknown', async () => {
  const { verdict, section } = await scan('patch-status');
  expect(verdict).toMatchObject({ status: 'unknown', reason: 'update-source-unsupported' });
  expect(updatesSection.parse(section?.body)).toMatchObject({ pending: null, automatic: 'unknown' });
});

function windows10(): WindowsMachine {
  const machine = windowsMachine();
  machine.registry.import(
    [
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]',
      '"ProductName"="Windows 10 Pro"',
      '"EditionID"="Professional"',
      '"CurrentBuildNumber"="19045"',
      '"DisplayVersion"="22H2"',
      '"UBR"=dword:00000fce',
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\7-Zip]',
      '"DisplayName"="7-Zip 23.01 (x64)"',
      '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\wuauserv]',
      '"Start"=dword:00000004',
      '',
    ].join('\n'),
  );
  return machine;
}

test('Windows: software, support, updates and restart are judged from the registry', async () => {
  const machine = windows10();
  const { verdict, section } = await machine.scan('software');
  expect(verdict).toEqual({ status: 'pass' });
  expect(inventory.parse(section?.body)).toMatchObject({
    system: { product: 'Windows 10', version: '22H2', build: 19_045, revision: 4046 },
    software: [{ name: '7-Zip 23.01 (x64)' }],
    updates: null,
  });
  expect((await machine.scan('os-release')).verdict).toMatchObject({ status: 'fail', subjects: ['Windows 10 22H2'] });
  expect(await machine.scan('patch-status')).toMatchObject({
    verdict: { status: 'unknown', reason: 'update-source-unsupported' },
    drafts: [{ rule: 'patch-status.automatic-updates-off', evidence: { subject: 'wuauserv disabled' } }],
  });
  expect((await machine.scan('reboot-required')).verdict).toEqual({ status: 'pass' });
  machine.registry.import('[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending]\n');
  expect((await machine.scan('reboot-required')).verdict).toMatchObject({ status: 'fail', subjects: ['Component Based Servicing'] });
});

test('Windows: machines of one image give the same section', async () => {
  const [one, other] = await Promise.all([windows10().scan('software'), windows10().scan('software')]);
  expect(JSON.stringify(one.section)).toBe(JSON.stringify(other.section));
});
