import type { UpdateList } from './capture.ts';

/**
 * An entry of a list of updates. Windows XP and Server 2003 list files, old articles and installers too: `File 1`, `Q147222`, `KB893803v2`,
 * `KB2536276-v2 - Update`, `KB2803821-v2_WM9`. `cut` is a number that has lost digits.
 */
export type Hotfix =
  | { readonly kind: 'update'; readonly kb: string; readonly mayBeCut: boolean }
  | { readonly kind: 'other' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'none' };

export function hotfixOf(text: string): Hotfix {
  const entry = text.trim();
  const [, digits, after = ''] = /^KB(\d+)(.?)/iu.exec(entry) ?? [];
  if (digits === undefined) return { kind: /^(?:KB?)?(?:…|\.\.|$)/iu.test(entry) ? 'cut' : isOther(entry) ? 'other' : 'none' };
  if (digits.length < 6 || digits.length > 7 || !/^(?:[\s_\-(:;,a-z]|$)/i.test(after)) return { kind: 'cut' };
  // No article has had more than seven digits: a number of seven is whole, a shorter one is when something follows it.
  return { kind: 'update', kb: `KB${digits}`, mayBeCut: digits.length < 7 && after === '' };
}

/** What else stands where updates are listed; by its shape, so that a list is known even where no update is in it. */
const isOther = (entry: string): boolean =>
  /^(?:Q\d{6}|File \d+$|\{[0-9A-F-]{36}\}|[A-Z]\d{6}|\d{6,7}(?: - |$))|(?: - Update| - QFE)$/i.test(entry);

/** `isCut`: the list ends before its end, so its last number may have lost digits and is left out where it can have. */
export function updateList(hotfixes: readonly Hotfix[], isCut: boolean): UpdateList {
  const last = hotfixes.at(-1);
  const kept = isCut && last?.kind === 'update' && last.mayBeCut ? hotfixes.slice(0, -1) : hotfixes;
  return {
    updates: [...new Set(kept.flatMap((hotfix) => (hotfix.kind === 'update' ? [hotfix.kb] : [])))].toSorted(),
    isComplete: kept === hotfixes && !hotfixes.some(({ kind }) => kind === 'cut'),
  };
}
