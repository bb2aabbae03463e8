import fc from 'fast-check';
import { expect } from 'vitest';
import { AppError } from '../../src/base/app-error.ts';

/** FUZZ_INPUTS for the long version. */
export const inputs = Number(process.env.FUZZ_INPUTS ?? 150);

const mostMs = 1000;
const mostGrowthBytes = 200 * 1024 * 1024;

/** Whatever comes in, `read` answers or throws an error of the catalogue, in time and without hoarding memory. */
export async function expectTame<Input>(any: fc.Arbitrary<Input>, read: (input: Input) => unknown): Promise<void> {
  const heap = process.memoryUsage().heapUsed;
  let slowest = 0;
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(any, async (input) => {
      tried += 1;
      const before = performance.now();
      try {
        await read(input);
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code === 'INTERNAL') throw thrown;
      }
      slowest = Math.max(slowest, performance.now() - before);
    }),
    { numRuns: inputs, interruptAfterTimeLimit: 1_200_000, markInterruptAsFailure: true },
  );
  const growth = process.memoryUsage().heapUsed - heap;
  console.info(
    `fuzz: ${expect.getState().currentTestName}: ${tried} inputs, slowest ${slowest.toFixed(1)} ms, heap ${(growth / 1024 / 1024).toFixed(0)} MB more`,
  );
  expect(tried).toBe(inputs);
  expect(slowest).toBeLessThan(mostMs);
  expect(growth).toBeLessThan(mostGrowthBytes);
}
