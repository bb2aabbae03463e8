import { defineConfig } from 'vitest/config';

const project = (name: string, more: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], testTimeout: 20_000, ...more },
});

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('architecture', { testTimeout: 60_000 }),
      // Real processes and the real machine: one file at a time, so that none sees what another changes.
      project('integration', { fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 }),
      // The Windows code on a Windows Node under Wine: `npm run test:wine` sets it up.
      project('wine', { fileParallelism: false, testTimeout: 300_000, hookTimeout: 300_000 }),
      // One fault at a time: `npm run test:faults` takes longer and tries more.
      project('faults', { fileParallelism: false, testTimeout: 120_000, hookTimeout: 60_000 }),
      // Few inputs per edge; FUZZ_INPUTS says how many, for the long version.
      project('fuzz', { fileParallelism: false, testTimeout: 120_000 }),
      project('e2e', { fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 }),
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/cli/main.ts'],
      reporter: ['text-summary'],
      thresholds: { lines: 90 },
    },
  },
});
