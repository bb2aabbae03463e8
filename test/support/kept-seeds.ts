import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { z } from 'zod';

const file = new URL('../fixtures/fuzz/failing-seeds.json', import.meta.url);
const kept = z.array(z.strictObject({ property: z.string(), seed: z.int(), path: z.string() }));

const readKept = (): z.infer<typeof kept> => kept.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Holds a property, first on every input on which it once failed. An input on which it fails now is kept for all later runs. */
export async function assertKeepingSeeds<Input extends [unknown, ...unknown[]]>(
  name: string,
  property: fc.IAsyncPropertyWithHooks<Input>,
  { numRuns }: { readonly numRuns: number },
): Promise<void> {
  for (const { seed, path } of readKept().filter((one) => one.property === name))
    await fc.assert(property, { seed, path, numRuns: 1, endOnFailure: true });
  const run = await fc.check(property, { numRuns });
  if (!run.failed) return;
  const { seed, counterexamplePath } = run;
  writeFileSync(file, `${JSON.stringify([...readKept(), { property: name, seed, path: counterexamplePath ?? '0' }], null, 2)}\n`);
  throw new Error(`${fc.defaultReportMessage(run) ?? name}\nThe seed was kept in ${file.pathname}: commit it with the mend.`);
}
