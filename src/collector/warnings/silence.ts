import type { SilentBefore } from '../../storage/collector/warnings/count-machines.ts';

/** After so many days nobody knows any more what an imported machine is: updates come out every month. */
const importHoldsDays = 30;

export const silentBefore = (now: number, silentAfterMinutes: number): SilentBefore => ({
  endpoints: now - silentAfterMinutes * 60_000,
  imported: now - importHoldsDays * 86_400_000,
});
