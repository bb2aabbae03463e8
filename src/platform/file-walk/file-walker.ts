import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../base/app-error.ts';
import { createTaskReader } from './do-task.ts';
import type { WalkAnswer, WalkSettings, WalkTask } from './walk-task.ts';
import type { WalkRules } from './walk-rules.ts';

/** Walks trees and hashes files in two threads: this one, which also works on what was found, and one more. */
export interface FileWalker {
  /** Works through the tasks and all that follows from them; `onAnswer` may give more. Throws when the signal fires. */
  run(tasks: readonly WalkTask[], onAnswer: (answer: WalkAnswer, task: WalkTask) => readonly WalkTask[]): Promise<void>;
  close(): Promise<void>;
}

export interface WalkerOptions {
  readonly rules: WalkRules;
  readonly signal: AbortSignal;
  readonly root?: string;
}

// From source the thread is TypeScript beside this file; the build puts it beside the program, one above the chunks.
const isSource = import.meta.url.endsWith('.ts');
const worker = new URL(isSource ? './walk-worker.ts' : '../walk-worker.js', import.meta.url);
// A thread makes much that it soon forgets; memory is what a workstation lacks.
const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64, stackSizeMb: 1 };
/** One that is worked on and one to go on with, so that the thread never waits for this one. */
const mostGiven = 2;

export function createFileWalker({ rules, signal, root = '/' }: WalkerOptions): FileWalker {
  const settings: WalkSettings = { rules, root };
  const read = createTaskReader(settings);
  const thread = new Worker(worker, { workerData: settings, resourceLimits });
  return {
    async run(tasks, onAnswer) {
      const waiting = [...tasks];
      const given: WalkTask[] = [];
      const answered: WalkAnswer[] = [];
      let failure: Error | null = null;
      let wake = Promise.withResolvers<void>();
      const onMessage = (answer: WalkAnswer): void => {
        answered.push(answer);
        wake.resolve();
      };
      const onError = (error: Error): void => {
        failure = error;
        wake.resolve();
      };
      const take = (task: WalkTask, answer: WalkAnswer): void => {
        if (task.kind === 'walk') waiting.push(...halves(answer.rest).map((folders) => ({ ...task, folders })));
        waiting.push(...onAnswer(answer, task));
      };
      const give = (): void => {
        while (given.length < mostGiven && waiting.length > (given.length === 0 ? 0 : 1)) {
          const task = waiting.pop();
          if (!task) return;
          given.push(task);
          thread.postMessage(task);
        }
      };
      thread.on('message', onMessage).on('error', onError);
      try {
        while (waiting.length + given.length > 0) {
          signal.throwIfAborted();
          if (failure !== null) throw ended(failure);
          give();
          const own = waiting.pop();
          if (own) take(own, read(own));
          else if (answered.length === 0) await wake.promise;
          wake = Promise.withResolvers<void>();
          await setImmediate();
          for (const answer of answered.splice(0)) {
            const [task] = given.splice(0, 1);
            if (task) take(task, answer);
          }
        }
      } finally {
        thread.off('message', onMessage).off('error', onError);
      }
    },
    close: async () => void (await thread.terminate()),
  };
}

const ended = (cause: Error): AppError => new AppError('INTERNAL', `A walking thread ended: ${cause.message}`, { cause });

/** Folders in two parts, so that neither thread is left without. */
function halves(folders: readonly string[]): (readonly string[])[] {
  const middle = Math.ceil(folders.length / 2);
  return [folders.slice(middle), folders.slice(0, middle)].filter((part) => part.length > 0);
}
