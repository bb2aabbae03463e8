import { judgeRebootRequired } from '../../domain/reboot-required.ts';
import { rebootState } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';

export const rebootRequired = defineScanner({
  id: 'reboot-required',
  runsOn: ['linux', 'win32'],
  everyMinutes: 60,
  timeoutMs: 60_000,
  facts: rebootState,
  collect: ({ host, signal }) => host.readRebootState(signal),
  judge: judgeRebootRequired,
});
