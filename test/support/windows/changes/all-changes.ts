import { applicationChanges } from './applications.ts';
import { databaseChanges } from './databases.ts';
import { defenceChanges } from './defences.ts';
import { eventTriggerChanges } from './event-triggers.ts';
import { fileChanges } from './files.ts';
import { lessUsualChanges } from './less-usual.ts';
import { networkChanges } from './network.ts';
import { startUpChanges } from './start-up.ts';
import type { WindowsChange } from './windows-change.ts';

/** One row for each place that is watched on Windows; run in memory and under Wine. */
export const windowsChanges: readonly WindowsChange[] = [
  ...startUpChanges,
  ...eventTriggerChanges,
  ...defenceChanges,
  ...networkChanges,
  ...applicationChanges,
  ...lessUsualChanges,
  ...fileChanges,
  ...databaseChanges,
];
