/** Whether something that runs on `systems` (`process.platform`) runs on this one. */
export const runsHere = (systems: readonly string[]): boolean => systems.includes(process.platform);
