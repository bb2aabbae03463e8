/** Why something is no version of its scheme. */
export type VersionRefusalCode = 'empty' | 'too-long' | 'character' | 'epoch' | 'first-digit' | 'part-empty' | 'form';

export interface VersionRefusal {
  readonly code: VersionRefusalCode;
  /** The character, the epoch or the name of the part that it is about; empty where it is about the whole. */
  readonly subject: string;
}

export const refuse = (code: VersionRefusalCode, subject = ''): VersionRefusal => ({ code, subject });

/** Writes a version's key; returns why it has none, whatever was written by then. Longer ones than longestVersion are never asked for. */
export type PutVersion = (key: number[], version: string) => VersionRefusal | null;

/** The first character that is none of printable ASCII without the blank, or null. */
export const strangeCharacter = (text: string): string | null => /[^!-~]/u.exec(text)?.[0] ?? null;
