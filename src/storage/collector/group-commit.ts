import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';

interface Waiting<Input, Output> {
  readonly input: Input;
  readonly resolve: (output: Output) => void;
  readonly reject: (reason: unknown) => void;
}

/** Bounds how long one transaction keeps others from reading. */
const mostAtOnce = 64;

/**
 * Runs `work` for each input, in the order of arrival, and resolves when it is on disk. What comes while one transaction
 * is being written goes together into the next: many arrivals cost one flush. When a group fails, each of its inputs is
 * tried alone, so that none suffers for another.
 */
export function groupCommit<Schema, Input, Output>(db: Kysely<Schema>, work: (db: Kysely<Schema>, input: Input) => Promise<Output>) {
  type Group = readonly Waiting<Input, Output>[];
  const waiting: Waiting<Input, Output>[] = [];
  let isWriting = false;

  const together = (group: Group): Promise<Map<Waiting<Input, Output>, Output>> =>
    db.transaction().execute(async (transaction) => {
      const outputs = new Map<Waiting<Input, Output>, Output>();
      for (const one of group) outputs.set(one, await work(transaction, one.input));
      return outputs;
    });

  const settle = async (group: Group): Promise<void> => {
    try {
      for (const [one, output] of await together(group)) one.resolve(output);
    } catch (thrown) {
      if (group.length > 1) for (const one of group) await settle([one]);
      else for (const one of group) one.reject(thrown);
    }
  };

  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      await setImmediate(); // lets in what the event loop holds ready: SQLite itself never waits
      await settle(waiting.splice(0, mostAtOnce));
    }
    isWriting = false;
  };

  return (input: Input): Promise<Output> =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (!isWriting) writeAll().catch(reject);
    });
}
