import { beforeEach, expect, test } from 'vitest';
import { createWindowsHost } from '../../../../src/platform/windows/windows-host.ts';
import { regExe, type RegistryInMemory, registryInMemory } from '../../../support/windows/registry-in-memory.ts';

const signal = new AbortController().signal;
const software = 'HKEY_LOCAL_MACHINE\\SOFTWARE';
const policy = `${software}\\Policies\\Microsoft\\Windows\\WindowsUpdate`;
const servicing = `${software}\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing`;
const autoUpdate = `${software}\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update`;
const sessionManager = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager';

let registry: RegistryInMemory;
beforeEach(() => {
  registry = registryInMemory();
  registry.import('[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\wuauserv]\n"Start"=dword:00000003\n');
  registry.import(`[${sessionManager}]\n"ProtectionMode"=dword:00000001\n[${software}\\Microsoft\\Windows\\CurrentVersion]\n`);
});
const host = (denied: readonly string[] = []) => createWindowsHost({ run: regExe(registry, { denied }) });

test.for([
  ['nothing says otherwise', '', 'on', []],
  [
    'the service is disabled',
    '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\wuauserv]\n"Start"=dword:4',
    'turned-off',
    ['wuauserv disabled'],
  ],
  ['a policy turns it off', `[${policy}\\AU]\n"NoAutoUpdate"=dword:1`, 'turned-off', ['NoAutoUpdate 1']],
  ['a server of updates is named', `[${policy}]\n"WUServer"="http://wsus"\n[${policy}\\AU]\n"UseWUServer"=dword:1`, 'on', []],
  ['a server of updates is wanted and not named', `[${policy}\\AU]\n"UseWUServer"=dword:1`, 'turned-off', ['UseWUServer 1, no WUServer']],
  ['access is closed', `[${policy}]\n"DisableWindowsUpdateAccess"=dword:1`, 'turned-off', ['DisableWindowsUpdateAccess 1']],
  ['an older Windows is told to never check', `[${autoUpdate}]\n"AUOptions"=dword:1`, 'turned-off', ['AUOptions 1']],
  ['the service is not there', '[-HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\wuauserv]', 'unknown', []],
] as const)('automatic updates where %s', async ([, text, automatic, because]) => {
  registry.import(`${text}\n`);
  expect(await host().readUpdates(signal)).toMatchObject({ pending: null, service: { automatic, because, pausedUntilMs: null } });
});

test('policies that cannot be read leave it unknown', async () => {
  registry.import(`[${policy}]\n"WUServer"="http://wsus"\n`);
  expect((await host(['HKLM\\SOFTWARE\\Policies']).readUpdates(signal)).service.automatic).toBe('unknown');
});

test('a pause and the last update that was installed, whatever is only staged', async () => {
  registry.import(`[${software}\\Microsoft\\WindowsUpdate\\UX\\Settings]\n"PauseUpdatesExpiryTime"="2026-12-01T00:00:00Z"\n`);
  // 2024-02-13T00:00:00Z and a day later as FILETIMEs.
  const times = [133_522_560_000_000_000n, 133_523_424_000_000_000n].map((time) =>
    [time >> 32n, time & 0xffff_ffffn].map((half) => half.toString(16)),
  );
  for (const [index, state] of ['70', '40'].entries())
    registry.import(
      `[${servicing}\\Packages\\Package_for_KB500000${index}~31bf3856ad364e35~amd64~~10.0.1.1]\n"CurrentState"=dword:${state}\n"InstallTimeHigh"=dword:${times[index]?.[0]}\n"InstallTimeLow"=dword:${times[index]?.[1]}\n`,
    );
  expect(await host().readUpdates(signal)).toMatchObject({
    lastInstalledAtMs: Date.parse('2024-02-13T00:00:00Z'),
    service: { pausedUntilMs: Date.parse('2026-12-01T00:00:00Z') },
  });
});

// REG_MULTI_SZ in UTF-16: pairs of a file and what it becomes.
const pairs = (...lines: string[]): string => {
  const bytes = Buffer.from(`${lines.map((line) => `${line}\0`).join('')}\0`, 'utf16le');
  return `[${sessionManager}]\n"PendingFileRenameOperations"=hex(7):${bytes.toString('hex').match(/../g)?.join(',') ?? ''}`;
};
test.for([
  ['no sign', '', []],
  ['components wait', `[${servicing}\\RebootPending]`, ['Component Based Servicing']],
  ['Windows Update waits', `[${autoUpdate}\\RebootRequired]\n"x"=dword:1`, ['Windows Update']],
  ['a file is to be replaced', pairs('\\??\\C:\\new.dll', '!\\??\\C:\\Windows\\old.dll'), ['PendingFileRenameOperations']],
  ['leftovers are to be deleted', pairs('\\??\\C:\\a.tmp', '', '\\??\\C:\\b.tmp', ''), []],
] as const)('a restart is due: %s', async ([, text, because]) => {
  registry.import(`${text}\n`);
  expect(await host().readRebootState(signal)).toEqual({ required: because.length > 0, because });
});

test('signs that cannot be read are no absence of them', async () => {
  await expect(host(['HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager']).readRebootState(signal)).rejects.toMatchObject({
    code: 'OUTPUT_NOT_UNDERSTOOD',
  });
});
