import { type FoundFolder, readFile, readFolder } from './read-folder.ts';
import type { WalkAnswer, WalkSettings, WalkTask } from './walk-task.ts';
import { type CompiledRules, compileRules } from './walk-rules.ts';

/** One answer holds so much and little more: the rest of a walk is for whichever thread is free. */
const mostFiles = 500;
const mostFolders = 200;
const mostBytes = 128 * 1024 * 1024;

/** Reads what a task asks for, without waiting for anything. */
export function createTaskReader({ rules, root }: WalkSettings): (task: WalkTask) => WalkAnswer {
  const compiled = compileRules(rules);
  return (task) => {
    if (task.kind === 'walk') return walk(task.folders, { rules: compiled, root, want: task.want });
    if (task.kind === 'hash') return { folders: [], rest: [], files: task.names.map((name) => readFile(task.folder, name, root)) };
    const folders = task.folders.flatMap((path) => readFolder(path, { rules: compiled, root, want: task.want }) ?? []);
    return { folders, rest: [], files: [] };
  };
}

function walk(folders: readonly string[], options: { rules: CompiledRules; root: string; want: 'outline' | 'contents' }): WalkAnswer {
  const rest = [...folders];
  const found: FoundFolder[] = [];
  let files = 0;
  let bytes = 0;
  while (rest.length > 0 && found.length < mostFolders && files < mostFiles && bytes < mostBytes) {
    const folder = readFolder(rest.pop() ?? '', options);
    if (!folder) continue;
    found.push(folder);
    rest.push(...folder.subfolders.toReversed());
    files += folder.files.length;
    for (const { size, digest } of folder.files) bytes += digest === null ? 0 : size;
  }
  return { folders: found, rest, files: [] };
}
