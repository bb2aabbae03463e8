import { createFilePacker, type FilePacker } from './file-packer.ts';
import { type FoundFolder, type ReadFolder, readFile, readFolder } from './read-folder.ts';
import type { WalkAnswer, WalkSettings, WalkTask } from './walk-task.ts';
import { compileRules } from './walk-rules.ts';

/** One answer holds so much and little more: the rest of a walk is for whichever thread is free. */
const mostFiles = 500;
const mostFolders = 200;
const mostBytes = 16 * 1024 ** 2;

/** Reads what a task asks for, without waiting for anything. */
export function createTaskReader({ rules, root }: WalkSettings): (task: WalkTask) => WalkAnswer {
  const packer = createFilePacker();
  const common = { rules: compileRules(rules), root, packer };
  return (task) => {
    if (task.kind === 'hash') return { folders: [], rest: [], files: task.names.map((name) => readFile(task.folder, name, root)) };
    const read = (path: string): ReadFolder | null => readFolder(path, { ...common, want: task.want });
    if (task.kind === 'read')
      return {
        folders: together(
          task.folders.flatMap((path) => read(path) ?? []),
          packer,
        ),
        rest: [],
        files: [],
      };
    const rest = [...task.folders];
    const found: ReadFolder[] = [];
    let files = 0;
    let bytes = 0;
    while (rest.length > 0 && found.length < mostFolders && files < mostFiles && bytes < mostBytes) {
      const folder = read(rest.pop() ?? '');
      if (!folder) continue;
      found.push(folder);
      rest.push(...folder.subfolders.toReversed());
      files += folder.fileCount;
      bytes += folder.hashedBytes;
    }
    return { folders: together(found, packer), rest, files: [] };
  };
}

/** Each with its own part of what was packed. */
function together(found: readonly ReadFolder[], packer: FilePacker): FoundFolder[] {
  const all = packer.take();
  return found.map(({ folder, from, to }) => ({ ...folder, files: all.length === 0 ? all : all.subarray(from, to) }));
}
