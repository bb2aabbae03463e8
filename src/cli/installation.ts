import { resolve } from 'node:path';
import type { Configuration } from '../contracts/configuration.ts';
import { defaultDataFolder } from '../platform/data-folder.ts';
import { finishRestore } from '../storage/backup/finish-restore.ts';
import { type Environment, readConfiguration } from './configuration-file.ts';

/** Where this product's data lies and how it is set up. */
export interface Installation {
  readonly dataFolder: string;
  readonly configuration: Configuration;
}

export function findInstallation(env: Environment, dataDir?: string): Installation {
  const dataFolder = resolve(dataDir ?? env.WARDWATCH_DATA_DIR ?? defaultDataFolder(env));
  finishRestore(dataFolder); // before anything is opened that it would put in place
  return { dataFolder, configuration: readConfiguration(dataFolder, env) };
}

/** The same, as a command is given it. */
export type LoadConfiguration = (dataDir?: string) => Installation;
