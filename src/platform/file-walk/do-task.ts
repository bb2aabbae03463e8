import { type FoundFolder, readFile, readFolder } from './read-folder.ts';
import type { WalkAnswer, WalkSettings, WalkTask } from './walk-task.ts';
import { type CompiledRules, compileRules } from './walk-rules.ts';

/** One answer holds so much and little more: the rest of a walk is for whichever thread is free. */
const mostFiles = 500;
const mostFolders = 200;
const mostBytes = 32 * 1024 ** 2;

/** Reads what a task asks for, without waiting for anything. */
export function createTaskReader({ rules, root }: WalkSettings): (task: WalkTask) => WalkAnswer {
  const compiled = compileRules(rules);
  return (task) => {
    if (task.kind === 'walk') return walk(task.folders, { rules: compiled, root, want: task.want });
    if (task.kind === 'hash') return { folders: [], rest: [], files: task.names.map((name) => readFile(task.folder, name, root)) };
    const folders = task.folders.flatMap((path) => readFolder(path, { rules: compiled, root, want: task.want })?.folder ?? []);
    return { folders, rest: [], files: [] };
  };
}

function walk(folders: readonly string[], options: { rules: CompiledRules; root: string; want: 'outline' | 'contents' }): WalkAnswer {
  const rest = [...folders];
  const found: FoundFolder[] = [];
  let files = 0;
  let bytes = 0;
  while (rest.length > 0 && found.length < mostFolders && files < mostFiles && bytes < mostBytes) {
    const read = readFolder(rest.pop() ?? '', options);
    if (!read) continue;
    found.push(read.folder);
    rest.push(...read.subfolders.toReversed());
    files += read.fileCount;
    bytes += read.hashedBytes;
  }
  return { folders: found, rest, files: [] };
}
