import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../src/base/parse-json.ts';
import { fingerprint } from '../../src/contracts/finding.ts';

const mostKept = 5000;
const file = z.strictObject({ told: z.array(fingerprint).max(mostKept) });

/** Which findings this person was told of; of thousands the newest are kept. */
export interface ToldFindings {
  all(): ReadonlySet<string>;
  /** On disk before it returns, so that a crash does not have anybody told twice. Throws where it cannot be kept. */
  add(fingerprints: readonly string[]): void;
}

export function createToldFindings(path: string): ToldFindings {
  let told = read(path);
  return {
    all: () => told,
    add(fingerprints) {
      const kept = [...new Set([...told, ...fingerprints])].slice(-mostKept);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify({ told: kept }));
      renameSync(`${path}.new`, path);
      told = new Set(kept);
    },
  };
}

function read(path: string): ReadonlySet<string> {
  try {
    return new Set(file.safeParse(parseJson(readFileSync(path, 'utf8'))).data?.told ?? []);
  } catch {
    return new Set(); // nobody was told of anything yet
  }
}
