import { createHash } from 'node:crypto';
import { foldName, type RegistryKey } from '../../domain/registry-key.ts';
import type { WatchedThing } from '../../domain/thing.ts';
import { taskState } from './task-state.ts';

interface TaskFile {
  readonly path: string;
  readonly text: string;
}

export interface TaskFacts {
  readonly definitions: readonly TaskFile[];
  readonly jobs: readonly TaskFile[];
  /** Keys at or below TaskCache\Tree. */
  readonly cache: readonly RegistryKey[];
}

/** Where the task scheduler keeps definitions, by the path of the task. */
export const tasksFolder = 'C:\\Windows\\System32\\Tasks';
const tree = 'TaskCache\\Tree\\';

/** Pure. One thing per task, by its path: its definition together with what the scheduler holds of it. */
export function tasksOf({ definitions, jobs, cache }: TaskFacts): WatchedThing[] {
  const registered = new Map(cache.flatMap((key) => registeredTask(key)));
  const seen = new Set<string>();
  const tasks = definitions.flatMap(({ path, text }): WatchedThing[] => {
    const name = path.slice(tasksFolder.length);
    const state = taskState(text);
    seen.add(foldName(name));
    if (comesAndGoes(name, state)) return [];
    return [
      { kind: 'scheduled-task', key: name, state: { ...state, ...(registered.get(foldName(name))?.marks ?? { registered: false }) } },
    ];
  });
  const withoutFile = [...registered.values()]
    .filter(({ name }) => !seen.has(foldName(name)))
    .map(
      ({ name, marks }): WatchedThing => ({
        kind: 'scheduled-task',
        key: name,
        state: { definition: 'missing', ...marks },
        severity: 'critical',
      }),
    );
  const old = jobs.map(
    ({ path, text }): WatchedThing => ({
      kind: 'scheduled-task',
      key: path,
      state: { digest: createHash('sha256').update(text).digest('hex') },
    }),
  );
  return [...tasks, ...withoutFile, ...old];
}

interface RegisteredTask {
  /** Begins with a backslash. */
  readonly name: string;
  readonly marks: { readonly registered: true; readonly descriptor: 'present' | 'missing'; readonly hiddenByIndex: boolean };
}

/** A key of the tree with an Id is a task, one without is a folder. Without SD, or with Index 0, tools do not show it. */
function registeredTask({ path, values }: RegistryKey): (readonly [string, RegisteredTask])[] {
  const at = foldName(path).indexOf(foldName(tree));
  const has = (name: string): boolean => values.some((value) => foldName(value.name) === name);
  if (at === -1 || !has('id')) return [];
  const name = path.slice(at + tree.length - 1);
  const index = values.find((value) => foldName(value.name) === 'index')?.data;
  const marks = {
    registered: true,
    descriptor: has('sd') ? 'present' : 'missing',
    hiddenByIndex: index?.type === 'dword' && index.number === 0,
  } as const;
  return [[foldName(name), { name, marks }]];
}

/** Windows Update makes and removes tasks of its own all day; theirs are these programs, without anything else to do. */
function comesAndGoes(name: string, state: WatchedThing['state']): boolean {
  const { actions } = state;
  if (!foldName(name).startsWith('\\microsoft\\windows\\updateorchestrator\\') || !Array.isArray(actions) || actions.length === 0)
    return false;
  return actions.every((action: string) => /^Exec %systemroot%\\system32\\(usoclient|MusNotification)\.exe( [\w ]+)?$/i.test(action));
}
