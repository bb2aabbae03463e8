import { authorizedKeys } from './authorized-keys/authorized-keys.ts';
import { cronJobs } from './cron-jobs/cron-jobs.ts';
import { fileAcls } from './file-acls/file-acls.ts';
import { fileIntegrity } from './file-integrity/file-integrity.ts';
import { listeningPorts } from './listening-ports/listening-ports.ts';
import { osReleaseScanner } from './os-release/os-release.ts';
import { logIntegrity } from './log-integrity/log-integrity.ts';
import { patchStatus } from './patch-status/patch-status.ts';
import { persistence } from './persistence/persistence.ts';
import { privilegedAccounts } from './privileged-accounts/privileged-accounts.ts';
import { rebootRequired } from './reboot-required/reboot-required.ts';
import { remoteAccess } from './remote-access/remote-access.ts';
import { removableMedia } from './removable-media/removable-media.ts';
import { rootCertificates } from './root-certificates/root-certificates.ts';
import type { Scanner } from './scanner.ts';
import { setuidFiles } from './setuid-files/setuid-files.ts';
import { software } from './software/software.ts';
import { systemdUnits } from './systemd-units/systemd-units.ts';
import { windowsAccounts } from './windows-accounts/windows-accounts.ts';
import { windowsAudit } from './windows-audit/windows-audit.ts';
import { windowsFiles } from './windows-files/windows-files.ts';
import { windowsRegistry } from './windows-registry/windows-registry.ts';
import { windowsServices } from './windows-services/windows-services.ts';
import { windowsSubscriptions } from './windows-subscriptions/windows-subscriptions.ts';
import { windowsTasks } from './windows-tasks/windows-tasks.ts';

/** What these watch is theirs to tell; file integrity, which watches whole trees, leaves it to them. */
const ofOnePurpose: readonly Scanner[] = [
  osReleaseScanner,
  patchStatus,
  privilegedAccounts,
  authorizedKeys,
  cronJobs,
  systemdUnits,
  persistence,
  rootCertificates,
  remoteAccess,
  logIntegrity,
  removableMedia,
  listeningPorts,
  rebootRequired,
  software,
  setuidFiles,
];

/** Every scanner, what most machines have findings in first, the long ones last, so that a first finding shows soon. */
export const scanners: readonly Scanner[] = [
  ...ofOnePurpose,
  fileAcls,
  fileIntegrity(ofOnePurpose.flatMap(({ watches = [] }) => watches)),
  windowsAccounts,
  windowsAudit,
  windowsFiles,
  windowsServices,
  windowsTasks,
  windowsSubscriptions,
  windowsRegistry,
];
