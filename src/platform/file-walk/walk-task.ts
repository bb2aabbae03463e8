import type { FoundFile, FoundFolder } from './read-folder.ts';
import type { WalkRules } from './walk-rules.ts';

/** What the walking threads are told at their start. */
export interface WalkSettings {
  readonly rules: WalkRules;
  /** `/` but in tests, which lay out a tree of their own. */
  readonly root: string;
}

/** One piece of work. Of `walk`, what lies below the folders is walked too, as far as one answer holds it. */
export type WalkTask =
  | { readonly kind: 'walk'; readonly folders: readonly string[]; readonly want: 'outline' | 'contents' }
  | { readonly kind: 'read'; readonly folders: readonly string[]; readonly want: 'files' | 'contents' }
  /** Files of one folder by name; `.` is the folder itself, where that is a file. */
  | { readonly kind: 'hash'; readonly folder: string; readonly names: readonly string[] };

export interface WalkAnswer {
  readonly folders: readonly FoundFolder[];
  /** Folders that are still to be walked. */
  readonly rest: readonly string[];
  /** Of `hash`, in the order of the names; null for what is gone. */
  readonly files: readonly (FoundFile | null)[];
}
