import type { Change } from './change.ts';
import { type CitedRule, type FindingDraft, mostCitedRules, mostExamples } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { frequentNames } from './frequent-names.ts';
import { gravestFirst, severityRank } from './severity.ts';
import { folderOf, topFolder } from './top-folder.ts';

/**
 * More changes of one kind than this, in one scan and one folder, are a flood. What a person does by hand is fewer, and
 * what is fewer fits on a page or two; a copied or encrypted tree, an unpacked archive and an installer are far more.
 */
export const mostToldAlone = 50;

/** So many groups are told apart; the rest share one for each kind, so that no tree can fill the memory. */
const mostGroups = 500;

export interface FoldedFlood {
  /** Its evidence names the folder of most; how many there are is for whoever keeps what a flood has. */
  readonly draft: FindingDraft;
  readonly examples: readonly string[];
}

export interface Folded {
  /** Changes that are findings of their own. */
  readonly alone: readonly Change[];
  readonly floods: readonly FoldedFlood[];
  /** The fingerprint of the flood that a change was folded into; null for one that is told alone. */
  readonly floodOf: (change: Change) => string | null;
}

export interface FoldInput {
  readonly changes: Iterable<Change>;
  /** The finding that a change raises by itself. */
  readonly draftOf: (change: Change) => FindingDraft;
  /** Whether an unsettled finding stands for this flood already: it takes up what belongs to it, however little that is. */
  readonly isOpenFlood: (fingerprint: string) => boolean;
  /** Whether a finding of its own stands for this thing already: it stays so. */
  readonly isToldAlone: (fingerprint: string) => boolean;
}

/**
 * Folds many changes of one cause into one finding: same scanner, same kind, same sort of change, one top folder. What is
 * critical is folded with nothing less grave. One pass; memory grows with the groups, not with the changes.
 */
export function foldChanges({ changes, draftOf, isOpenFlood, isToldAlone }: FoldInput): Folded {
  const alone: Change[] = [];
  const groups = new Map<string, Group>();
  for (const change of changes) {
    const draft = draftOf(change);
    if (isToldAlone(draft.fingerprint)) alone.push(change);
    else join(groups, change, draft);
  }
  const isFlood = (fingerprint: string, { count }: Group): boolean => count > mostToldAlone || isOpenFlood(fingerprint);
  const floods = [...groups]
    .filter(([fingerprint, group]) => isFlood(fingerprint, group))
    .map(([fingerprint, group]) => foldedGroup(fingerprint, group));
  for (const [fingerprint, group] of groups) if (!isFlood(fingerprint, group)) alone.push(...group.first);
  const folded = new Set(floods.map(({ draft }) => draft.fingerprint));
  const floodOf = (change: Change): string | null => {
    const draft = draftOf(change);
    const fingerprint = isToldAlone(draft.fingerprint) ? '' : groupOf(groups, change, draft);
    return folded.has(fingerprint) ? fingerprint : null;
  };
  return { alone, floods, floodOf };
}

interface Group {
  count: number;
  gravest: FindingDraft;
  /** No more than may be told alone. */
  readonly first: Change[];
  readonly folders: ReturnType<typeof frequentNames>;
  /** Rules that match some of its changes. */
  readonly rules: Map<string, CitedRule>;
}

function join(groups: Map<string, Group>, change: Change, draft: FindingDraft): void {
  const own = floodFingerprint(change, draft, topFolder(change.key));
  const fingerprint = groups.size < mostGroups ? own : groupOf(groups, change, draft);
  const group = groups.get(fingerprint) ?? emptyGroup(draft);
  groups.set(fingerprint, group);
  group.count += 1;
  if (isGraver(draft, group.gravest)) group.gravest = draft;
  if (group.first.length < mostToldAlone) group.first.push(change);
  group.folders.add(folderOf(change.key));
  for (const rule of draft.evidence.rules ?? []) group.rules.set(`${rule.id ?? ''} ${rule.title}`, rule);
}

const emptyGroup = (draft: FindingDraft): Group => ({ count: 0, gravest: draft, first: [], folders: frequentNames(), rules: new Map() });
/** Of equals, the one that a detection rule matches. */
function isGraver(one: FindingDraft, other: FindingDraft): boolean {
  const more = severityRank(one.severity) - severityRank(other.severity);
  return more > 0 || (more === 0 && one.evidence.rules !== undefined && other.evidence.rules === undefined);
}

/** The group of its top folder, or the one for all whose folder has none. */
function groupOf(groups: ReadonlyMap<string, Group>, change: Change, draft: FindingDraft): string {
  const own = floodFingerprint(change, draft, topFolder(change.key));
  return groups.has(own) ? own : floodFingerprint(change, draft, '');
}

function foldedGroup(fingerprint: string, { gravest, first, folders, rules }: Group): FoldedFlood {
  const examples = first.slice(0, mostExamples).map(({ key }) => key);
  const { scannerId, rule, severity, technique } = gravest;
  const cited = gravestFirst(rules.values()).slice(0, mostCitedRules);
  const evidence = { subject: folders.mostFrequent(), ...(cited.length > 0 ? { rules: cited } : {}) };
  return { draft: { scannerId, rule, fingerprint, severity, technique, evidence }, examples };
}

function floodFingerprint({ kind, change }: Change, { scannerId, severity }: FindingDraft, folder: string): string {
  return fingerprintOf('flood', [scannerId, kind, change, severity === 'critical' ? 'critical' : 'other', folder].join('\0'));
}
