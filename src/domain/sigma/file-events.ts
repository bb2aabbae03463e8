import type { Change } from '../change.ts';
import { pathsOfChange } from '../explain-change.ts';
import { type Attributes, type KindOfThing, kindsOfThing } from '../thing.ts';
import { known, loggedEvent, type LoggedEvent } from './logged-event.ts';

/** Files that were written or are gone. A change of rights alone writes no file. */
export function fileEvents(change: Change): LoggedEvent[] {
  return filesOf(change).map(({ path, isGone }) =>
    loggedEvent(isGone ? 'file_delete' : 'file_event', path.startsWith('/') ? 'linux' : 'windows', {
      TargetFilename: known(path),
      EventID: known(isGone ? 23 : 11),
    }),
  );
}

interface TouchedFile {
  readonly path: string;
  readonly isGone: boolean;
}

const tasksFolder = 'C:\\Windows\\System32\\Tasks';

function filesOf(change: Change): TouchedFile[] {
  const { kind, key, before, after } = change;
  const definition: KindOfThing = kindsOfThing[kind];
  if (kind === 'systemd-service' || kind === 'systemd-timer') return unitFiles(change);
  // One key of a file came or went: the file was written.
  if (kind === 'authorized-key') return after ? [{ path: key.replace(/ (line )?SHA256:.*$/, ''), isGone: false }] : [];
  if (kind === 'scheduled-task') return taskFile(change);
  // Some kinds are of files and of the registry.
  const state = after ?? before ?? {};
  const isFile = definition.isFile === true || (/^(\/|[A-Za-z]:\\)/.test(key) && ('digest' in state || 'sameAs' in state));
  // A file that has just been given more rights may be old.
  if (!isFile || (kind === 'setuid-file' && change.change !== 'modified')) return [];
  return wasWritten(before, after) ? [{ path: key, isGone: after === undefined }] : [];
}

/** Whether the content differs, where it is known; a file that came or went has. */
function wasWritten(before: Attributes | undefined, after: Attributes | undefined): boolean {
  if (!before || !after || !('digest' in after)) return true;
  // A file that is too large to be hashed is known by its time.
  return ['digest', 'linkTarget', 'modifiedAt', 'type'].some((name) => before[name] !== after[name]);
}

/** A unit lists its files with digest or link, mode and owner. */
function unitFiles(change: Change): TouchedFile[] {
  const [old, now] = [contentsByPath(change.before), contentsByPath(change.after)];
  return pathsOfChange(change).flatMap((path) => {
    const content = now.get(path);
    return content !== undefined && content === old.get(path) ? [] : [{ path, isGone: content === undefined }];
  });
}

function contentsByPath(state: Attributes | undefined): ReadonlyMap<string, string> {
  const entries = Array.isArray(state?.files) ? state.files : [];
  return new Map(
    entries.flatMap((entry: string) => {
      const [, path = '', content = ''] = /^(.*?) ([0-9a-f]{64}|→ .*) \S+ \S+$/.exec(entry) ?? [];
      return path === '' ? [] : [[path, content] as const];
    }),
  );
}

/** What the scheduler holds of a task outside its definition. */
const besideDefinition: ReadonlySet<string> = new Set(['registered', 'descriptor', 'hiddenByIndex']);

/** The definition as text, null where there is none. */
function definitionOf(state: Attributes | undefined): string | null {
  if (!state || state.definition === 'missing') return null;
  return JSON.stringify(Object.entries(state).filter(([name]) => !besideDefinition.has(name)));
}

function taskFile({ key, before, after }: Change): TouchedFile[] {
  const [old, now] = [definitionOf(before), definitionOf(after)];
  // Jobs of old are known by the path of their file.
  return old === now ? [] : [{ path: key.startsWith('\\') ? `${tasksFolder}${key}` : key, isGone: now === null }];
}
