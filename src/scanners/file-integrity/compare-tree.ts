import type { Change } from '../../domain/change.ts';
import type { Unreadable } from '../../domain/coverage.ts';
import type { FileLedger, LedgerFile, LedgerFolder } from '../../domain/file-ledger.ts';
import type { FileWalker, FoundFile, FoundFolder, WalkAnswer, WalkTask } from '../../platform/host.ts';
import { asLedgerFile, changeOf, isSame, isUntouched } from './file-changes.ts';

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
  await walker.run(tasks, (answer, task) => {
    let more: readonly WalkTask[] = [];
    ledger.together(() => {
      more = comparing.take(answer, task);
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

/** A folder of which some files are being hashed. */
interface Pending {
  readonly folder: LedgerFolder;
  readonly before: ReadonlyMap<string, LedgerFile>;
  readonly isAsItWas: boolean;
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

  /** Whether a folder has to be read with its files, and with their contents; null where it stands. */
  const lookAt = (found: FoundFolder): 'files' | 'contents' | null => {
    const { path, outline } = found;
    const known = ledger.folder(path);
    if (unreadable.has(path)) {
      if (!known) ledger.putFolder({ path, outline: '', hashedAtMs: 0 }, []);
      return null;
    }
    const isDue = known === null || known.hashedAtMs === 0 || isRehashDue(path, known.hashedAtMs);
    if (known?.outline === outline && !isDue) return null;
    return isDue ? 'contents' : 'files';
  };

  const compare = (found: FoundFolder, hasContents: boolean): readonly WalkTask[] => {
    const { path, outline, files } = found;
    const known = ledger.folder(path);
    const folder = { path, outline, hashedAtMs: hasContents ? nowMs : (known?.hashedAtMs ?? nowMs) };
    const isNew = known === null ? !isBelow(path, knownRoots) : known.hashedAtMs === 0;
    if (isNew && hasContents) {
      const isWhole = files.every((file) => file.unreadable === null);
      const hashedAtMs = unreadable.has(path) ? 0 : nowMs;
      for (const file of files) if (file.unreadable !== null) unreadable.set(inFolder(path, file.name), file.unreadable);
      ledger.putFolder({ path, outline: isWhole ? outline : '', hashedAtMs }, files.map(asLedgerFile));
      return [];
    }
    const before = new Map(ledger.filesOf(path).map((file) => [file.name, file]));
    const unsure = hasContents ? [] : files.filter((file) => needsReading(before.get(file.name), file));
    const settled = files.filter((file) => !unsure.includes(file));
    const isAsItWas = [settle(folder, before, settled), lookForMissing(folder, before, files)].every(Boolean);
    if (unsure.length === 0) ledger.putFiles({ ...folder, outline: isAsItWas ? outline : '' }, []);
    else pending.set(path, { folder, before, isAsItWas });
    return unsure.length === 0 ? [] : [{ kind: 'hash', folder: path, names: unsure.map(({ name }) => name) }];
  };

  const takeHashed = (path: string, found: readonly (FoundFile | null)[]): void => {
    const waiting = pending.get(path);
    pending.delete(path);
    if (!waiting) return;
    const { folder, before, isAsItWas } = waiting;
    const files = found.filter((file) => file !== null);
    const areSame = settle(folder, before, files);
    ledger.putFiles({ ...folder, outline: isAsItWas && areSame && files.length === found.length ? folder.outline : '' }, []);
  };

  /** True where all of these files are as they were. */
  const settle = (folder: LedgerFolder, before: ReadonlyMap<string, LedgerFile>, files: readonly FoundFile[]): boolean => {
    const refreshed: LedgerFile[] = [];
    const areSame = files.map((file) => {
      const path = inFolder(folder.path, file.name);
      const known = before.get(file.name) ?? null;
      if (file.unreadable !== null) {
        unreadable.set(path, file.unreadable);
        return false;
      }
      const stands = known !== null && file.digest === null && isUntouched(known, file);
      if (stands) return true;
      if (known && isSame(known, file)) {
        if (!isUntouched(known, file) || known.digest !== file.digest) refreshed.push(asLedgerFile(file));
        return true;
      }
      tell(changeOf(path, known, file, known ? undefined : techniqueOf(path)));
      return false;
    });
    if (refreshed.length > 0) ledger.putFiles({ ...folder, outline: '' }, refreshed);
    return areSame.every(Boolean);
  };

  /** True where no file of the baseline is missing. What policy leaves out now is forgotten. */
  const lookForMissing = (
    { path: folder }: LedgerFolder,
    before: ReadonlyMap<string, LedgerFile>,
    files: readonly FoundFile[],
  ): boolean => {
    const there = new Set(files.map(({ name }) => name));
    const missing = [...before.values()].filter(({ name }) => !there.has(name) && !unreadable.has(inFolder(folder, name)));
    const [forgotten, gone] = [true, false].map((wanted) => missing.filter(({ name }) => isLeftOut(inFolder(folder, name)) === wanted));
    ledger.dropFiles(folder, forgotten?.map(({ name }) => name) ?? []);
    for (const file of gone ?? []) tell(changeOf(inFolder(folder, file.name), file, null));
    return gone?.length === 0;
  };

  return {
    take(answer, task) {
      for (const { unreadable: hidden } of answer.folders) for (const { path, reason } of hidden) unreadable.set(path, reason);
      for (const { path } of answer.folders) seen.add(path);
      if (task.kind === 'hash') {
        takeHashed(task.folder, answer.files);
        return [];
      }
      if (task.want === 'outline') return readsOf(answer.folders.map((folder) => [folder.path, lookAt(folder)]));
      return answer.folders.flatMap((folder) => compare(folder, task.want === 'contents'));
    },
    lookForGone() {
      for (const { path } of ledger.folders()) {
        if (seen.has(path)) continue;
        const files = ledger.filesOf(path);
        const isForgotten = files.length === 0 || isLeftOut(path) || !isBelow(path, roots);
        if (isForgotten) ledger.dropFolder(path);
        else if (![...unreadable.keys()].some((hidden) => isBelow(path, [hidden])))
          for (const file of files) tell(changeOf(inFolder(path, file.name), file, null));
      }
    },
    result: () => ({ changes, unreadable: [...unreadable].map(([subject, reason]) => ({ subject, reason })) }),
  };
}

/** Folders to read, a few to a task: what is between two tasks costs more than a small folder. */
function readsOf(looks: readonly (readonly [string, 'files' | 'contents' | null])[]): WalkTask[] {
  return (['files', 'contents'] as const).flatMap((want) => {
    const folders = looks.flatMap(([path, wanted]) => (wanted === want ? [path] : []));
    const tasks = Array.from({ length: Math.ceil(folders.length / foldersPerTask) }, (_, at) =>
      folders.slice(at * foldersPerTask, (at + 1) * foldersPerTask),
    );
    return tasks.map((some): WalkTask => ({ kind: 'read', folders: some, want }));
  });
}

const foldersPerTask = 25;

/** A regular file is hashed where it is new or anything of it moved. */
const needsReading = (known: LedgerFile | undefined, found: FoundFile): boolean =>
  found.type === 'file' && (known === undefined || !isUntouched(known, found) || known.digest === null);

const isBelow = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`));

/** `.` is the folder itself, where that is a file. */
const inFolder = (folder: string, name: string): string => (name === '.' ? folder : folder === '/' ? `/${name}` : `${folder}/${name}`);
