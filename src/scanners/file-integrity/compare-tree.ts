import type { Change } from '../../domain/change.ts';
import type { Unreadable } from '../../domain/coverage.ts';
import type { FileLedger, LedgerFile } from '../../domain/file-ledger.ts';
import { packFiles, unpackFiles } from '../../domain/packed-files.ts';
import type { FileWalker, FoundFile, FoundFolder, WalkAnswer, WalkTask } from '../../platform/host.ts';
import { changeOf, isSame, isUntouched } from './file-changes.ts';
import { inFolder, isBelow } from './tree-paths.ts';
import { hashesOf, readsOf } from './walk-tasks.ts';

export interface TreeQuestion {
  readonly walker: FileWalker;
  readonly ledger: FileLedger;
  readonly roots: readonly string[];
  /** Roots that the ledger knows; what lies below others joins the baseline without a word. */
  readonly knownRoots: readonly string[];
  readonly isLeftOut: (path: string) => boolean;
  /** Another ATT&CK technique than that of its kind, for a file that is new. */
  readonly techniqueOf: (path: string) => string | undefined;
  readonly nowMs: number;
  /** Whether the contents of a folder, last read at that time, are to be read again, moved or not. */
  readonly isRehashDue: (path: string, hashedAtMs: number) => boolean;
}

export interface Comparison {
  readonly changes: readonly Change[];
  readonly unreadable: readonly Unreadable[];
}

/** More differences than these are not told in one scan: the rest is said to be unread, and told by the next. */
export const mostChanges = 20_000;

/**
 * Holds trees against the ledger, folder by folder, metadata first: a folder whose outline stands is not looked at any further, and of
 * any other only what moved is hashed. What is as it was has its times refreshed; the baseline itself stays. An interrupted run leaves
 * a ledger that is right, and goes on from it.
 */
export async function compareTree(question: TreeQuestion): Promise<Comparison> {
  const { walker, ledger, roots, knownRoots } = question;
  const comparing = startComparison(question);
  const tasks = roots.map(
    (root): WalkTask => ({ kind: 'walk', folders: [root], want: isBelow(root, knownRoots) ? 'outline' : 'contents' }),
  );
  await walker.run(tasks, (answered) => {
    const more: WalkTask[] = [];
    ledger.together(() => {
      for (const { answer, task } of answered) more.push(...comparing.take(answer, task));
    });
    return more;
  });
  ledger.together(comparing.lookForGone);
  return comparing.result();
}

interface Comparing {
  /** Works an answer in; what has to be read next is its answer. */
  take(answer: WalkAnswer, task: WalkTask): readonly WalkTask[];
  /** Folders that the ledger has and the walk did not come by. */
  lookForGone(): void;
  result(): Comparison;
}

/** A folder of which some files are still being hashed. */
interface Pending {
  readonly found: FoundFolder;
  readonly hasContents: boolean;
  readonly hashed: Map<string, FoundFile | null>;
  /** Tasks that are not answered yet. */
  open: number;
}

interface Held {
  /** Where anything differs, or could not be read, the folder is looked at again next time. */
  readonly isAsItWas: boolean;
  readonly baseline: readonly LedgerFile[];
}

function startComparison({ ledger, roots, knownRoots, isLeftOut, techniqueOf, nowMs, isRehashDue }: TreeQuestion): Comparing {
  const changes: Change[] = [];
  const unreadable = new Map<string, string>();
  const seen = new Set<string>();
  const pending = new Map<string, Pending>();

  const tell = (change: Change): void => {
    if (changes.length < mostChanges) changes.push(change);
    else unreadable.set(change.key, 'TOO_MANY_CHANGES');
  };

  const hide = (hidden: FoundFolder['unreadable']): void => {
    for (const { path, reason } of hidden) unreadable.set(path, reason);
  };

  /** Whether a folder has to be read with its files, and with their contents; null where it stands. */
  const lookAt = (found: FoundFolder): 'files' | 'contents' | null => {
    const { path, outline } = found;
    const known = ledger.folder(path);
    if (unreadable.has(path)) {
      if (!known) ledger.putFolder({ path, outline: '', hashedAtMs: 0 });
      return null;
    }
    const isDue = known === null || known.hashedAtMs === 0 || isRehashDue(path, known.hashedAtMs);
    if (known?.outline === outline && !isDue) return null;
    return isDue ? 'contents' : 'files';
  };

  const compare = (found: FoundFolder, hasContents: boolean): readonly WalkTask[] => {
    const tasks = hasContents
      ? found.left.map((names): WalkTask => ({ kind: 'hash', folder: found.path, names }))
      : hashesOf(found.path, moved(found));
    if (tasks.length === 0) settle(found, hasContents);
    else pending.set(found.path, { found, hasContents, hashed: new Map(), open: tasks.length });
    return tasks;
  };

  /** Regular files that are new or of which anything moved. */
  const moved = ({ path, files }: FoundFolder): string[] => {
    const before = new Map(unpackFiles(ledger.filesOf(path)).map((file) => [file.name, file]));
    return unpackFiles(files).flatMap((file) => (needsReading(before.get(file.name), file) ? [file.name] : []));
  };

  const takeHashed = (path: string, names: readonly string[], files: readonly (FoundFile | null)[]): void => {
    const waiting = pending.get(path);
    if (!waiting) return;
    const { found, hasContents, hashed } = waiting;
    for (const [at, name] of names.entries()) hashed.set(name, files[at] ?? null);
    waiting.open -= 1;
    if (waiting.open > 0) return;
    pending.delete(path);
    const unread = [...hashed].flatMap(([name, file]) => {
      const reason = file === null ? 'ENOENT' : file.unreadable;
      return reason === null ? [] : [{ path: inFolder(path, name), reason }];
    });
    hide(unread);
    const whole = unpackFiles(found.files).map((file) => hashed.get(file.name) ?? file);
    settle({ ...found, files: packFiles(whole), unreadable: [...found.unreadable, ...unread] }, hasContents);
  };

  /** Holds a folder, of which all is known that was asked for, against the ledger, and puts into that what stands. */
  const settle = ({ path, outline, files, unreadable: hidden }: FoundFolder, hasContents: boolean): void => {
    const known = ledger.folder(path);
    const folder = { path, outline, hashedAtMs: hasContents ? nowMs : (known?.hashedAtMs ?? nowMs) };
    const isNew = known === null ? !isBelow(path, knownRoots) : known.hashedAtMs === 0;
    if (isNew && hasContents) {
      const hashedAtMs = unreadable.has(path) ? 0 : nowMs;
      ledger.putFolder({ path, outline: hidden.length === 0 ? outline : '', hashedAtMs }, files);
      return;
    }
    const packed = ledger.filesOf(path);
    if (hidden.length === 0 && Buffer.compare(packed, files) === 0) {
      ledger.putFolder(folder);
      return;
    }
    const { isAsItWas, baseline } = hold(path, unpackFiles(packed), unpackFiles(files));
    ledger.putFolder({ ...folder, outline: isAsItWas ? outline : '' }, packFiles(baseline));
  };

  /** Tells what differs. The baseline that follows has new times of what is as it was, and no more of what policy leaves out now. */
  const hold = (folder: string, before: readonly LedgerFile[], files: readonly LedgerFile[]): Held => {
    const old = new Map(before.map((file) => [file.name, file]));
    const there = new Set(files.map(({ name }) => name));
    let isAsItWas = true;
    const differs = (known: LedgerFile | null, file: LedgerFile | null): LedgerFile[] => {
      isAsItWas = false;
      const path = inFolder(folder, (known ?? file)?.name ?? '');
      if (!unreadable.has(path)) tell(changeOf(path, known, file, known ? undefined : techniqueOf(path)));
      return known ? [known] : [];
    };
    const found = files.flatMap((file) => {
      const known = old.get(file.name) ?? null;
      if (known === null || unreadable.has(inFolder(folder, file.name))) return differs(known, file);
      if (file.digest === null && isUntouched(known, file)) return [known];
      return isSame(known, file) ? [file] : differs(known, file);
    });
    const missing = before.flatMap((file) => {
      if (there.has(file.name) || isLeftOut(inFolder(folder, file.name))) return [];
      return unreadable.has(inFolder(folder, file.name)) ? [file] : differs(file, null);
    });
    return { isAsItWas, baseline: [...found, ...missing] };
  };

  return {
    take(answer, task) {
      for (const folder of answer.folders) hide(folder.unreadable);
      for (const { path } of answer.folders) seen.add(path);
      if (task.kind === 'hash') {
        takeHashed(task.folder, task.names, answer.files);
        return [];
      }
      if (task.want === 'outline') return readsOf(answer.folders.map((folder) => [folder.path, lookAt(folder)]));
      return answer.folders.flatMap((folder) => compare(folder, task.want === 'contents'));
    },
    lookForGone() {
      for (const { path } of ledger.folders()) {
        if (seen.has(path)) continue;
        const files = unpackFiles(ledger.filesOf(path));
        const isForgotten = files.length === 0 || isLeftOut(path) || !isBelow(path, roots);
        if (isForgotten) ledger.dropFolder(path);
        else if (![...unreadable.keys()].some((hidden) => isBelow(path, [hidden])))
          for (const file of files) tell(changeOf(inFolder(path, file.name), file, null));
      }
    },
    result: () => ({ changes, unreadable: [...unreadable].map(([subject, reason]) => ({ subject, reason })) }),
  };
}

const needsReading = (known: LedgerFile | undefined, found: LedgerFile): boolean =>
  found.type === 'file' && (known === undefined || !isUntouched(known, found) || known.digest === null);
