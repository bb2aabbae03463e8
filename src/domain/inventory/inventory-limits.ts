import { longestVersion } from '../versions/version-scheme.ts';

/** More items are no machine's: such a list counts as one that could not be read. */
export const mostSoftwareItems = 20_000;
export const mostUpdates = 5000;
/** In characters. */
export const inventoryLengths = { name: 300, version: longestVersion, arch: 40, vendor: 200, channel: 100 } as const;
