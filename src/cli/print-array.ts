import type { CliIo } from './cli-io.ts';

/** One JSON document in pieces: there may be a hundred thousand. */
export function printArray(io: CliIo, items: Iterable<unknown>): void {
  let before = '[';
  for (const item of items) {
    io.out(`${before}${JSON.stringify(item)}`);
    before = ',';
  }
  io.out(before === '[' ? '[]' : ']');
}
