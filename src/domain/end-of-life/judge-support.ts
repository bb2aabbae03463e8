import { fingerprintOf } from '../fingerprint.ts';
import type { FindingDraft } from '../finding.ts';
import type { SystemIdentity } from '../inventory/inventory.ts';
import type { Judgement } from '../judgement.ts';
import type { Attributes } from '../thing.ts';
import type { SupportEnd } from '../advisories/advisory.ts';
import type { ReleaseSupport } from './release-support.ts';
import { supportOf } from './support-of.ts';

/** So long before the end a machine's people should plan the next release. */
export const planAheadDays = 180;
const dayMs = 86_400_000;

interface SupportDates extends Pick<ReleaseSupport, 'endsOn' | 'extended'> {
  /** Evidence of where the dates come from. */
  readonly origin: Attributes;
}

/**
 * Fails on a release that gets no security fixes any more; fixes for subscribers alone do not count, since whether a machine gets them
 * cannot be told. A release that neither the facts nor an imported document know is unknown, never a pass.
 */
export function judgeSupport(system: SystemIdentity, nowMs: number, imported: SupportEnd | null = null): Judgement {
  const name = [system.product, system.version].filter((part) => part !== null).join(' ');
  const support = imported === null ? builtInSupport(system) : importedSupport(imported, system);
  if (support === null) return { verdict: { status: 'unknown', reason: 'support-unknown', subjects: [name] } };
  const lastDay = support.extended?.isForEveryone ? support.extended.endsOn : support.endsOn;
  if (dayOf(nowMs) > lastDay)
    return {
      verdict: { status: 'fail', reason: 'system-out-of-support', subjects: [name] },
      drafts: [draft('out-of-support', name, lastDay, support)],
    };
  const isNear = dayOf(nowMs + planAheadDays * dayMs) > lastDay;
  return { verdict: { status: 'pass' }, drafts: isNear ? [draft('support-ending', name, lastDay, support)] : [] };
}

/** `supportBuiltInOn` tells people that nobody has confirmed the date with the vendor. */
function builtInSupport(system: SystemIdentity): SupportDates | null {
  const support = supportOf(system);
  if (support === null) return null;
  const { endsOn, extended, source, readIn, readOn, confirmedBy } = support;
  const told = confirmedBy === undefined ? { supportBuiltInOn: readOn } : { supportConfirmedBy: `${confirmedBy} (${readOn})` };
  return { endsOn, extended, origin: { supportSource: source, supportReadIn: readIn, ...told } };
}

/** An imported document is newer than what came along; whom an extension is for, it does not say. */
function importedSupport({ endsOn, extendedEndsOn, source, readOn }: SupportEnd, system: SystemIdentity): SupportDates {
  const isForEveryone = supportOf(system)?.extended?.isForEveryone ?? false;
  return {
    endsOn,
    extended: extendedEndsOn === null ? null : { endsOn: extendedEndsOn, isForEveryone },
    origin: { supportSource: `${source} (${readOn})` },
  };
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function draft(
  what: 'out-of-support' | 'support-ending',
  name: string,
  lastDay: string,
  { extended, origin }: SupportDates,
): Omit<FindingDraft, 'scannerId'> {
  const paid = extended && !extended.isForEveryone ? { extendedEndsOn: extended.endsOn } : {};
  return {
    rule: `system.${what}`,
    fingerprint: fingerprintOf('system', what),
    severity: what === 'out-of-support' ? 'high' : 'low',
    evidence: { subject: `${name}, ${lastDay}`, after: { supportEndsOn: lastDay, ...paid, ...origin } },
  };
}
