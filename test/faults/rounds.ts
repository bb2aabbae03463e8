import seeds from './seeds.json' with { type: 'json' };

export interface Rounds {
  readonly count: number;
  /** Whole numbers below `below`, the same ones for the same seed. */
  pick(below: number): number;
}

/** How often a kind of fault is tried: `short` times, or FAULT_ROUNDS times as long by its share. The seed is told, kept in seeds.json, and FAULT_SEED sets another. */
export function roundsOf(kind: keyof typeof seeds, short: number): Rounds {
  const seed = Number(process.env.FAULT_SEED ?? seeds[kind]);
  const count = Math.round(short * Number(process.env.FAULT_ROUNDS ?? 1));
  console.info(`faults: ${kind}, ${count} rounds, seed ${seed}`);
  const random = seeded(seed);
  return { count, pick: (below) => Math.floor(random() * below) };
}

/** Marsaglia's xorshift in 32 bits: in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}
