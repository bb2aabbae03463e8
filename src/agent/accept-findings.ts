import { AppError } from '../base/app-error.ts';
import { isUnsettled } from '../domain/finding.ts';
import type { AgentStore } from '../storage/agent/agent-store.ts';

/**
 * A person takes findings for what they should be: each named by its fingerprint or the first 6 or more digits of it, all unsettled ones
 * for no name. The baseline moves to the present state of the things. Returns how many. Throws USAGE for a name that
 * fits none or several.
 */
export function acceptFindings(store: AgentStore, names: readonly string[]): number {
  return store.transaction(() => {
    const chosen =
      names.length === 0
        ? store.findings
            .list()
            .filter(({ state }) => isUnsettled(state))
            .map(({ fingerprint }) => fingerprint)
        : names;
    for (const name of chosen) acceptOne(store, name);
    return chosen.length;
  });
}

function acceptOne(store: AgentStore, name: string): void {
  const [finding, second] = /^[0-9a-f]{6,32}$/.test(name) ? store.findings.find(name) : [];
  if (!finding)
    throw new AppError(
      'USAGE',
      `There is no finding "${name}". "wardwatch findings" lists them; the first 6 digits or more of the fingerprint are enough.`,
    );
  if (second) throw new AppError('USAGE', `"${name}" fits more than one finding. Give more digits of the fingerprint.`);
  if (finding.about) store.baselines.accept(finding.scannerId, finding.about.kind, finding.about.key);
  store.findings.setState(finding.fingerprint, 'expected');
}
