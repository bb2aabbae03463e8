import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { configuration } from '../contracts/configuration.ts';
import type { Environment } from './configuration-file.ts';

/** Variables that are no keys of the configuration. The last five are of builds and tests. */
const others = [
  'WARDWATCH_CONFIG',
  'WARDWATCH_DATA_DIR',
  'WARDWATCH_API_TOKEN',
  'WARDWATCH_LANGUAGE',
  'WARDWATCH_LOG_LEVEL',
  'WARDWATCH_SOCKET',
  'WARDWATCH_DEBUG',
  'WARDWATCH_ELECTRON',
  'WARDWATCH_ENDS_WITH_PARENT',
  'WARDWATCH_MISSING',
  'WARDWATCH_SCREENSHOTS',
  'WARDWATCH_CORPUS',
] as const;

const keys = Object.entries(configuration.shape).flatMap(([section, { def }]) =>
  def.innerType instanceof z.ZodObject ? Object.keys(def.innerType.shape).map((key) => `WARDWATCH_${section}_${key}`.toUpperCase()) : [],
);

export interface UnknownVariable {
  readonly name: string;
  /** The known name that it may be a slip of; null where none is near. */
  readonly nearest: string | null;
}

/**
 * Pure. `WARDWATCH_…` variables that mean nothing, so that a slip in a name is not a setting silently lost. Those of a section
 * that exists are left to whoever reads the configuration, for whom a wrong key is an error.
 */
export function unknownVariables(env: Environment): UnknownVariable[] {
  const known: readonly string[] = [...others, ...keys];
  const sections = Object.keys(configuration.shape).map((section) => `WARDWATCH_${section.toUpperCase()}_`);
  return Object.keys(env)
    .filter((name) => name.startsWith('WARDWATCH_') && !known.includes(name) && !sections.some((section) => name.startsWith(section)))
    .toSorted()
    .map((name) => {
      const nearest = closest(name, known);
      return { name, nearest: distance(name, nearest) <= Math.max(2, (name.length - 'WARDWATCH_'.length) / 3) ? nearest : null };
    });
}
