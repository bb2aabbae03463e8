import type { CveKnowledgeBase, Exposures } from '../../domain/warnings/exposures.ts';

/** For a collector that no advisories were given to: it answers for no inventory, so that every machine is unknown. */
export const withoutAdvisories: Exposures & CveKnowledgeBase = {
  ofCves: async () => new Map(),
  about: async () => new Map(),
  onChange: () => () => undefined,
};
