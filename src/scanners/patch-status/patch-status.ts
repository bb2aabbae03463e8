import { judgePatchStatus } from '../../domain/patch-status.ts';
import { updateState } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';

export const patchStatus = defineScanner({
  id: 'patch-status',
  runsOn: ['linux'],
  everyMinutes: 360,
  timeoutMs: 180_000,
  facts: updateState,
  collect: ({ host, signal }) => host.readUpdates(signal),
  judge: judgePatchStatus,
});
