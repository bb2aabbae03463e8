import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../base/app-error.ts';
import type { WalkAnswer, WalkSettings, WalkTask } from './walk-task.ts';
import type { WalkRules } from './walk-rules.ts';

/** Walks trees and hashes files in threads of their own, while this one works on what was found. */
export interface FileWalker {
  /** Works through the tasks and all that follows from them; `onAnswers` may give more. Throws when the signal fires. */
  run(tasks: readonly WalkTask[], onAnswers: (answered: readonly Answered[]) => readonly WalkTask[]): Promise<void>;
  close(): Promise<void>;
}

export interface Answered {
  readonly task: WalkTask;
  readonly answer: WalkAnswer;
}

export interface WalkerOptions {
  readonly rules: WalkRules;
  readonly signal: AbortSignal;
  readonly root?: string;
}

// From source the thread is TypeScript beside this file; the build puts it beside the program, one above the chunks.
const isSource = import.meta.url.endsWith('.ts');
const program = new URL(isSource ? './walk-worker.ts' : '../walk-worker.js', import.meta.url);
// A thread makes much that it soon forgets; memory is what a workstation lacks.
const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64, stackSizeMb: 1 };
const threadCount = Math.min(2, availableParallelism());
/** One that is worked on and some to go on with, so that no thread waits while this one stores. */
const mostGiven = 3;
/** Worked on at once while there is more to do: what is stored together is stored once. */
const mostAnswered = 10;

export function createFileWalker({ rules, signal, root = '/' }: WalkerOptions): FileWalker {
  const settings: WalkSettings = { rules, root };
  const threads = Array.from({ length: threadCount }, () => ({
    worker: new Worker(program, { workerData: settings, resourceLimits }),
    given: new Array<WalkTask>(),
  }));
  const giveFrom = (waiting: WalkTask[]): void => {
    for (let depth = 0; depth < mostGiven; depth += 1)
      for (const { worker, given } of threads) {
        if (given.length > depth || (depth > 0 && waiting.length < threads.length)) continue;
        const task = waiting.pop();
        if (!task) return;
        given.push(task);
        worker.postMessage(task);
      }
  };
  return {
    async run(tasks, onAnswers) {
      signal.throwIfAborted();
      const waiting = [...tasks];
      const answered: Answered[] = [];
      const ended = Promise.withResolvers<void>();
      const goOn = (): void => {
        giveFrom(waiting);
        if (threads.every(({ given }) => given.length === 0)) ended.resolve();
      };
      const onMessages = threads.map(({ given }) => (answer: WalkAnswer): void => {
        const task = given.shift();
        if (!task) return;
        if (task.kind === 'walk') waiting.push(...halves(answer.rest).map((folders) => ({ ...task, folders })));
        answered.push({ task, answer });
        try {
          if (waiting.length === 0 || answered.length === mostAnswered) waiting.push(...onAnswers(answered.splice(0)));
          goOn();
        } catch (thrown) {
          ended.reject(thrown);
        }
      });
      const onError = (error: Error): void => ended.reject(failed(error));
      const onAbort = (): void => ended.reject(signal.reason);
      signal.addEventListener('abort', onAbort);
      for (const [at, { worker }] of threads.entries()) worker.on('message', onMessages[at] ?? goOn).on('error', onError);
      try {
        goOn();
        await ended.promise;
      } finally {
        signal.removeEventListener('abort', onAbort);
        for (const [at, { worker }] of threads.entries()) worker.off('message', onMessages[at] ?? goOn).off('error', onError);
      }
    },
    close: async () => void (await Promise.all(threads.map(({ worker }) => worker.terminate()))),
  };
}

const failed = (cause: Error): AppError => new AppError('INTERNAL', `A walking thread ended: ${cause.message}`, { cause });

/** Folders in two parts, so that neither thread is left without. */
function halves(folders: readonly string[]): (readonly string[])[] {
  const middle = Math.ceil(folders.length / 2);
  return [folders.slice(middle), folders.slice(0, middle)].filter((part) => part.length > 0);
}
