import type { ThingKind } from '../../domain/thing.ts';

/** A place of the file system that starts software or decides what is trusted, whoever writes to it. */
export interface Place {
  readonly kind: ThingKind;
  /** Absolute paths of files or folders; `*` stands for one segment's part, a leading `~` for every account's home. */
  readonly paths: readonly string[];
  /** Only files whose path matches; all of them otherwise. */
  readonly only?: RegExp;
  /** Lines worth showing to a person; shown on this machine alone. */
  readonly showLines?: boolean;
  /** The file sets environment variables of programs. */
  readonly setsEnvironment?: true;
}
