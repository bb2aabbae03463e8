import type { RankedWarning, Warning } from '../../contracts/warnings.ts';
import type { CveKnowledge, CveKnowledgeBase } from '../../domain/warnings/exposures.ts';
import { rankByUrgency, type RankedThing } from '../../domain/warnings/ranking.ts';

/** What to fix first. A warning is as urgent as the gravest that is known of any of its CVEs. */
export async function rankWarnings(warnings: readonly Warning[], knowledge: CveKnowledgeBase): Promise<RankedWarning[]> {
  const known = await knowledge.about([...new Set(warnings.flatMap(({ cves }) => cves.map(({ cve }) => cve)))]);
  const things = warnings.map((warning) =>
    thingOf(
      warning,
      warning.cves.flatMap(({ cve }) => known.get(cve) ?? []),
    ),
  );
  return rankByUrgency(things).map(({ place, thing, aheadBy }) => {
    const { id, warning, ...facts } = thing;
    return { place, aheadBy, warningId: id, number: warning.number, title: warning.title, ...facts };
  });
}

function thingOf(warning: Warning, about: readonly CveKnowledge[]): RankedThing & { readonly warning: Warning } {
  const { missing, 'end-of-life': endOfLife, unknown, silent } = warning.figures.counts;
  return {
    id: warning.warningId,
    warning,
    isUsedByRansomware: about.some(({ isUsedByRansomware }) => isUsedByRansomware),
    isExploited: warning.isExploited || about.some(({ isKnownExploited }) => isKnownExploited),
    exploitProbability: highest(about.map(({ exploitProbability }) => exploitProbability)),
    cvss: highest(about.map(({ cvss }) => cvss)),
    machinesMissing: missing + endOfLife,
    machinesUnknown: unknown + silent,
  };
}

function highest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.max(...known) : null;
}
