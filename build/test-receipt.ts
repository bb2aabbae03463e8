import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './project.ts';
import { sourceDigest } from './source-digest.ts';

const receipt = inProject('node_modules', '.wardwatch-tested');
/** Made from the rest, or by the tests. */
const made: ReadonlySet<string> = new Set(['node_modules', 'dist', 'coverage', '.cache', '.git']);

/** Of the whole tree as it is now: tests read documents too. */
export const treeDigest = (): string =>
  sourceDigest(
    readdirSync(inProject())
      .filter((name) => !made.has(name))
      .toSorted(),
  );

/** Keeps that all tests passed, with the coverage that is asked for, on this tree. */
export const keepReceipt = (digest: string): void => writeFileSync(receipt, digest);

export const hasReceipt = (digest: string): boolean => existsSync(receipt) && readFileSync(receipt, 'utf8') === digest;
