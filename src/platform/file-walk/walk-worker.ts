import { parentPort, workerData } from 'node:worker_threads';
import { createTaskReader } from './do-task.ts';
import type { WalkSettings, WalkTask } from './walk-task.ts';

// A thread that reads folders and files for `file-walker.ts`, one task after the other.

const data: unknown = workerData;
if (!isSettings(data)) throw new Error('a walking thread was started without its settings');
const read = createTaskReader(data);

/** Given by `file-walker.ts` alone. */
function isSettings(given: unknown): given is WalkSettings {
  return typeof given === 'object' && given !== null && 'rules' in given && 'root' in given;
}

parentPort?.on('message', (task: WalkTask) => parentPort?.postMessage(read(task)));
