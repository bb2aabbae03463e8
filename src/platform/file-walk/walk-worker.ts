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

parentPort?.on('message', (task: WalkTask) => {
  const answer = read(task);
  // All folders of an answer share one buffer, which is handed over as it is.
  const bytes = answer.folders[0]?.files.buffer;
  parentPort?.postMessage(answer, bytes instanceof ArrayBuffer ? [bytes] : []);
});
