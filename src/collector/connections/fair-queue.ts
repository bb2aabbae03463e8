export interface QueueLimits {
  readonly mostPlaces: number;
  /** Of one group: many workstations may share an address, and still one address never has all places. */
  readonly mostOfGroup: number;
  /** Of all groups together that have not proven themselves: the rest of the places is for those that have. */
  readonly mostUnproven: number;
  readonly mostWaiting: number;
  /** How many groups that proved themselves are remembered. */
  readonly mostProven: number;
}

/**
 * A bounded number of places, given out fairly between groups: to the one that holds the fewest, and within a group to who came last,
 * who is the most likely to be there still. When too many wait, the group with the most loses who has waited longest.
 */
export interface FairQueue<Item> {
  /** Who has to leave for it; null where there is room. */
  arrive(group: string, item: Item): Item | null;
  /** Who gets a place now; null where nobody waits or no place is free for those who do. */
  next(of: 'all' | 'proven'): { readonly group: string; readonly item: Item } | null;
  release(group: string): void;
  leave(group: string, item: Item): void;
  /** Somebody of this group was recognised. */
  prove(group: string): void;
  /** Somebody waits who would get the place of one of this group. */
  isWanted(group: string): boolean;
  waiting(): number;
}

interface Group<Item> {
  held: number;
  readonly waiting: Item[];
}

export function createFairQueue<Item>(limits: QueueLimits): FairQueue<Item> {
  const groups = new Map<string, Group<Item>>();
  const proven = new Set<string>();
  let [held, heldUnproven, waiting] = [0, 0, 0];

  const groupOf = (name: string): Group<Item> => {
    const known = groups.get(name) ?? { held: 0, waiting: [] };
    groups.set(name, known);
    return known;
  };
  const forgetIfEmpty = (name: string): void => {
    const group = groups.get(name);
    if (group?.held === 0 && group.waiting.length === 0) groups.delete(name);
  };
  const hold = (name: string, change: 1 | -1): void => {
    groupOf(name).held += change;
    held += change;
    if (!proven.has(name)) heldUnproven += change;
    forgetIfEmpty(name);
  };
  /** Between groups that hold as many places, whose turn was longest ago comes first. */
  const moveToEnd = (name: string): void => {
    const group = groupOf(name);
    groups.delete(name);
    groups.set(name, group);
  };
  const remove = (name: string, at: number): Item | undefined => {
    const [item] = groupOf(name).waiting.splice(at, 1);
    if (item !== undefined) waiting -= 1;
    forgetIfEmpty(name);
    return item;
  };
  const crowded = (): string => {
    let [most, longest] = ['', 0];
    for (const [name, group] of groups) if (group.waiting.length > longest) [most, longest] = [name, group.waiting.length];
    return most;
  };
  const hasRoom = (name: string, group: Group<Item>): boolean =>
    group.held < limits.mostOfGroup && (proven.has(name) || heldUnproven < limits.mostUnproven);

  return {
    arrive(name, item) {
      groupOf(name).waiting.push(item);
      waiting += 1;
      return waiting > limits.mostWaiting ? (remove(crowded(), 0) ?? null) : null;
    },
    next(of) {
      if (waiting === 0 || held >= limits.mostPlaces) return null;
      let chosen: string | null = null;
      let fewest = Number.POSITIVE_INFINITY;
      for (const [name, group] of groups) {
        if (of === 'proven' && !proven.has(name)) continue;
        if (group.waiting.length === 0 || group.held >= fewest || !hasRoom(name, group)) continue;
        [chosen, fewest] = [name, group.held];
      }
      if (chosen === null) return null;
      const item = remove(chosen, groupOf(chosen).waiting.length - 1);
      if (item === undefined) return null;
      hold(chosen, 1);
      moveToEnd(chosen);
      return { group: chosen, item };
    },
    release: (name) => hold(name, -1),
    leave(name, item) {
      const at = groups.get(name)?.waiting.indexOf(item) ?? -1;
      if (at >= 0) remove(name, at);
    },
    prove(name) {
      if (!proven.delete(name)) heldUnproven -= groups.get(name)?.held ?? 0;
      proven.add(name);
      const [oldest] = proven;
      if (proven.size <= limits.mostProven || oldest === undefined) return;
      proven.delete(oldest);
      heldUnproven += groups.get(oldest)?.held ?? 0;
    },
    isWanted(name) {
      if ((groups.get(name)?.waiting.length ?? 0) > 0) return true;
      if (waiting === 0) return false;
      return held >= limits.mostPlaces || (!proven.has(name) && heldUnproven >= limits.mostUnproven);
    },
    waiting: () => waiting,
  };
}
