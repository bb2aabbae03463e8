import type { WarnedMachine } from '../../contracts/warnings.ts';
import type { SilentBefore } from '../../storage/collector/warnings/count-machines.ts';
import type { WarnedMachineStore } from '../../storage/collector/warnings/machine-store.ts';

/** All machines of a warning, a page at a time. */
export async function* machinePages(
  machines: WarnedMachineStore,
  warning: number,
  silentBefore: SilentBefore,
): AsyncGenerator<readonly WarnedMachine[]> {
  let cursor: string | undefined;
  do {
    const page = await machines.page({ warning, silentBefore, cursor, limit: 500 });
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
