import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Unreadable } from '../../domain/coverage.ts';
import { foldName } from '../../domain/registry-key.ts';
import { unreadable } from '../fact-shapes.ts';
import { readRegistry, registryFacts } from '../read-registry.ts';
import { defineScanner } from '../scanner.ts';
import { walkFiles } from '../walk-files.ts';
import { tasksFolder, tasksOf } from './task-things.ts';

/** What the scheduler goes by: a task whose file is gone still runs, one without a descriptor is shown by no tool. */
const taskTree = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tree';
/** Jobs of Windows before Vista, which at.exe wrote. */
const oldJobs = 'C:\\Windows\\Tasks';

const taskFile = z.strictObject({ path: z.string(), text: z.string() });

export const windowsTasks = defineScanner({
  id: 'windows-tasks',
  runsOn: ['win32'],
  everyMinutes: 15,
  timeoutMs: 60_000,
  watches: [{ kind: 'scheduled-task', places: [tasksFolder, oldJobs, taskTree] }],
  facts: z.strictObject({ definitions: z.array(taskFile), jobs: z.array(taskFile), cache: registryFacts, unreadable: z.array(unreadable) }),
  collect: async (context) => {
    const { host, signal } = context;
    const hidden: Unreadable[] = [];
    const read = async (folder: string, wanted: (path: string) => boolean): Promise<z.infer<typeof taskFile>[]> => {
      const walk = await walkFiles(host.files, [folder], signal, wanted);
      hidden.push(...walk.unreadable);
      return walk.files.flatMap(({ path, state }) => {
        if (state.digest === null) return [];
        const text = host.files.readText(path, 1024 * 1024);
        if (text.status === 'unreadable') hidden.push({ subject: path, reason: text.reason });
        return text.status === 'read' ? [{ path, text: text.value }] : [];
      });
    };
    const definitions = await read(tasksFolder, () => true);
    const jobs = await read(oldJobs, (path) => foldName(path).endsWith('.job'));
    const cache = await readRegistry([taskTree], context);
    // Without it every task would seem to be unregistered.
    if (cache.unreadable.length > 0)
      throw new AppError('OUTPUT_NOT_UNDERSTOOD', `${taskTree} cannot be read: ${cache.unreadable[0]?.reason ?? ''}.`);
    return { definitions, jobs, cache, unreadable: hidden };
  },
  judge: ({ definitions, jobs, cache, unreadable: hidden }) => ({
    things: tasksOf({ definitions, jobs, cache: cache.keys }),
    unreadable: hidden,
  }),
});
