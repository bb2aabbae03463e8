import { buildWhenStale } from './build.ts';
import { inProject, run } from './project.ts';

// The long version of test/faults and of the fuzz tests: FAULT_ROUNDS and FUZZ_INPUTS say how long, FAULT_SEED tries another seed.
await buildWhenStale();
const env = { FAULT_ROUNDS: process.env.FAULT_ROUNDS ?? '20', FUZZ_INPUTS: process.env.FUZZ_INPUTS ?? '100000' };
const vitest = [
  inProject('node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--project',
  'faults',
  '--project',
  'fuzz',
  ...process.argv.slice(2),
];
process.exitCode = await run(process.execPath, vitest, { env });
