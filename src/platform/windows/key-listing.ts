import { AppError } from '../../base/app-error.ts';
import { foldName } from '../../domain/registry-key.ts';
import type { RunCommand } from '../run-command.ts';
import { parseSubkeys, regQuery } from './reg-command.ts';

export interface KeyListing {
  /** Names of the keys directly below; null where there is no such key or it cannot be listed: reg.exe says which in words alone. */
  below(key: string): Promise<readonly string[] | null>;
  /** False only for a key that is missing from the list of the one above it. */
  mayBeThere(key: string): Promise<boolean>;
}

/** Asks for each key once, however often it is needed. */
export function createKeyListing(run: RunCommand, signal: AbortSignal): KeyListing {
  const asked = new Map<string, Promise<readonly string[] | null>>();
  const below: KeyListing['below'] = (key) => {
    const answer = asked.get(foldName(key)) ?? listKey(key, run, signal);
    asked.set(foldName(key), answer);
    return answer;
  };
  const mayBeThere: KeyListing['mayBeThere'] = async (key) => {
    if (!key.includes('\\')) return true;
    const parent = key.slice(0, key.lastIndexOf('\\'));
    const listed = await below(parent);
    if (listed === null) return mayBeThere(parent);
    return listed.some((name) => foldName(name) === foldName(key.slice(parent.length + 1)));
  };
  return { below, mayBeThere };
}

async function listKey(key: string, run: RunCommand, signal: AbortSignal): Promise<readonly string[] | null> {
  try {
    return parseSubkeys(await run(regQuery(key), signal), key);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'COMMAND_FAILED') return null;
    throw thrown;
  }
}
