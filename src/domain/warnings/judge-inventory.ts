import { type CveExposure, type ExposureStatus, type ExposureUnknown, worstExposure } from '../advisories/exposure.ts';
import { standingsOf } from './cve-standings.ts';

/** What one item of software needs; `versions` and `updates` name all that were found, and the highest is enough. */
export interface Need {
  readonly item: string;
  readonly installed: string | null;
  readonly versions: readonly string[];
  /** `KB5071546`: this one or a later one that includes it. */
  readonly updates: readonly string[];
  /** What the document advises where it names neither. */
  readonly remedy: string | null;
}

export interface InventoryJudgement {
  readonly status: ExposureStatus;
  /** Why it is not known; null for every other status. */
  readonly reason: ExposureUnknown | null;
  readonly needs: readonly Need[];
  /** CVE by CVE, as `standingsOf` writes it. */
  readonly standings: string;
}

export const mostNeeds = 30;

/** The worst over all CVEs of a warning. A CVE that nothing is said of is unknown, and so is a warning that names no CVE. */
export function judgeInventory(cves: readonly string[], exposures: readonly CveExposure[]): InventoryJudgement {
  const byCve = new Map(exposures.map((exposure) => [exposure.cve, exposure]));
  const unsaid = cves.length === 0 || cves.some((cve) => !byCve.has(cve));
  const said = cves.flatMap((cve) => byCve.get(cve) ?? []);
  const status = worstExposure([...said.map((exposure) => exposure.status), ...(unsaid ? (['unknown'] as const) : [])]);
  const reason = status === 'unknown' ? (said.find((one) => one.status === 'unknown')?.reason ?? 'no-advisory') : null;
  return { status, reason, needs: needsOf(said), standings: standingsOf(cves, exposures) };
}

function needsOf(exposures: readonly CveExposure[]): readonly Need[] {
  const needs = new Map<string, Need>();
  for (const { status, evidence } of exposures) {
    if (status !== 'affected' && status !== 'end-of-life') continue;
    for (const { item, installed, fixed, updates, remedy } of evidence) {
      if (item === null) continue;
      const known = needs.get(`${item}\n${installed}`);
      if (!known && needs.size >= mostNeeds) continue;
      needs.set(`${item}\n${installed}`, {
        item,
        installed,
        versions: merged(known?.versions ?? [], fixed === null ? [] : [fixed]),
        updates: merged(known?.updates ?? [], updates),
        remedy: known?.remedy ?? remedy,
      });
    }
  }
  return [...needs.values()];
}

const merged = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])].slice(0, mostNeeds);
