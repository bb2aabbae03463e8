export interface FrequentNames {
  add(name: string): void;
  /** Empty before the first name. */
  mostFrequent(): string;
}

/**
 * Counts names in fixed memory (Misra and Gries, 1982): a name that makes up more than one in `mostKept` of all is never
 * lost, and of those kept the most frequent is told.
 */
export function frequentNames(mostKept = 64): FrequentNames {
  const counts = new Map<string, number>();
  return {
    add(name) {
      const count = counts.get(name);
      if (count !== undefined || counts.size < mostKept) counts.set(name, (count ?? 0) + 1);
      else
        for (const [kept, times] of counts)
          if (times === 1) counts.delete(kept);
          else counts.set(kept, times - 1);
    },
    mostFrequent: () => [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ['', 0] as const)[0],
  };
}
