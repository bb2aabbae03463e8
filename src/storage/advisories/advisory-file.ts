import { join } from 'node:path';

export const advisoryFile = (dataFolder: string): string => join(dataFolder, 'advisories', 'advisories.db');
