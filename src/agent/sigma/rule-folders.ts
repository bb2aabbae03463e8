import { join } from 'node:path';
import type { RuleFolder } from './load-rules.ts';

/** Where rules lie: `sigma` in the data folder, and what the configuration names. */
export const ruleFolders = (dataFolder: string, configured: readonly string[]): RuleFolder[] => [
  { path: join(dataFolder, 'sigma'), mustExist: false },
  ...configured.map((path) => ({ path, mustExist: true })),
];
