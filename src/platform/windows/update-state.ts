import { AppError } from '../../base/app-error.ts';
import type { RebootState, UpdateService, UpdateState } from '../../domain/facts.ts';
import { foldName, type Registry } from '../../domain/registry-key.ts';
import { componentPackagesKey, readComponentUpdates, rebootPendingKey } from './inventory/component-updates.ts';
import { numberOf, textOf } from './inventory/registry-values.ts';
import type { ReadRegistry } from './registry-reader.ts';

const policy = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate';
const automaticUpdate = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update';
const settings = 'HKLM\\SOFTWARE\\Microsoft\\WindowsUpdate\\UX\\Settings';
const service = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\wuauserv';
const sessionManager = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager';
/** Start of a service that nothing may start (winnt.h, SERVICE_DISABLED). */
const disabled = 4;

/** What is missing only Windows Update itself knows; the registry tells whether it is on and when something was last installed. */
export async function readUpdates(readRegistry: ReadRegistry, signal: AbortSignal): Promise<UpdateState> {
  const { value: registry, unreadable } = await readRegistry([policy, automaticUpdate, settings, service, componentPackagesKey], signal);
  const isHidden = unreadable.some(({ subject }) => !/Component Based Servicing/i.test(subject));
  return {
    pending: null,
    listsFetchedAtMs: null,
    securityListsDatedMs: null,
    lastInstalledAtMs: readComponentUpdates(registry).lastInstalledAtMs,
    service: updateService(registry, isHidden),
  };
}

function updateService(registry: Registry, isHidden: boolean): UpdateService {
  const ofPolicy = `${policy}\\AU`;
  const start = numberOf(registry, service, 'Start');
  const because = [
    ...(start === disabled ? ['wuauserv disabled'] : []),
    ...(numberOf(registry, ofPolicy, 'NoAutoUpdate') === 1 ? ['NoAutoUpdate 1'] : []),
    ...(numberOf(registry, automaticUpdate, 'AUOptions') === 1 ? ['AUOptions 1'] : []),
    ...(numberOf(registry, policy, 'DisableWindowsUpdateAccess') === 1 ? ['DisableWindowsUpdateAccess 1'] : []),
    ...(numberOf(registry, ofPolicy, 'UseWUServer') === 1 && textOf(registry, policy, 'WUServer') === null
      ? ['UseWUServer 1, no WUServer']
      : []),
  ];
  const pausedUntilMs = Date.parse(textOf(registry, settings, 'PauseUpdatesExpiryTime') ?? '');
  return {
    automatic: because.length > 0 ? 'turned-off' : isHidden || start === null ? 'unknown' : 'on',
    because,
    lastSuccessAtMs: null,
    pausedUntilMs: Number.isNaN(pausedUntilMs) ? null : pausedUntilMs,
  };
}

/** Throws OUTPUT_NOT_UNDERSTOOD where no sign is there and one of their places could not be read. */
export async function readRebootState(readRegistry: ReadRegistry, signal: AbortSignal): Promise<RebootState> {
  const required = `${automaticUpdate}\\RebootRequired`;
  const { value: registry, unreadable } = await readRegistry([rebootPendingKey, required, sessionManager], signal);
  const isThere = (path: string): boolean =>
    registry.keys.some((key) => foldName(key.path) === foldName(path) || foldName(key.path).startsWith(`${foldName(path)}\\`));
  const because = [
    ...(isThere(rebootPendingKey) ? ['Component Based Servicing'] : []),
    ...(isThere(required) ? ['Windows Update'] : []),
    ...(waitsForRename(registry) ? ['PendingFileRenameOperations'] : []),
  ];
  if (because.length === 0 && unreadable.length > 0)
    throw new AppError('OUTPUT_NOT_UNDERSTOOD', `Signs of a due restart could not be read: ${unreadable[0]?.subject ?? ''}`);
  return { required: because.length > 0, because };
}

/** Pairs of a file and what it becomes at the next start (MoveFileEx); nothing where it is only to be deleted, which no update waits for. */
function waitsForRename(registry: Registry): boolean {
  const data = registry.value(sessionManager, 'PendingFileRenameOperations');
  return data?.type === 'multi-sz' && data.lines.some((line, index) => index % 2 === 1 && line !== '');
}
