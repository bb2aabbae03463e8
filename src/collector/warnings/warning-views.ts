import type { Warning, WarningDetail } from '../../contracts/warnings.ts';
import { dayInVietnam } from '../../domain/warnings/calendar-date.ts';
import type { CveKnowledgeBase } from '../../domain/warnings/exposures.ts';
import { figuresOf, noMachines, sumOfFigures, type WarningFigures } from '../../domain/warnings/figures.ts';
import { machinesByCve } from '../../domain/warnings/cve-standings.ts';
import { type RankedCve, rankCves } from '../../domain/warnings/rank-cves.ts';
import { isOverdue } from '../../domain/warnings/warning.ts';
import type { SilentBefore } from '../../storage/collector/warnings/count-machines.ts';
import type { StoredWarning } from '../../storage/collector/warnings/warning-store.ts';
import type { WarningView } from '../access/unit-view.ts';
import { warningDetail } from '../../contracts/warnings.ts';

/** Warnings with the figures that were counted last, in the same order. */
export async function viewWarnings(
  { figures }: Pick<WarningView, 'figures'>,
  stored: readonly StoredWarning[],
  now: number,
): Promise<Warning[]> {
  const totals = await figures.totals(stored.map(({ number }) => number));
  return stored.map((warning) => viewOf(warning, sumOfFigures(totals.get(warning.number) ?? [figuresOf(noMachines, 0)]), now));
}

/** What the view of one warning is made from, beside what is stored of it. */
export interface WarningBasis {
  readonly knowledge: CveKnowledgeBase;
  readonly silentBefore: SilentBefore;
  readonly now: number;
}

export async function viewWarning(
  warnings: WarningView,
  stored: StoredWarning,
  { knowledge, silentBefore, now }: WarningBasis,
): Promise<WarningDetail> {
  const { number } = stored;
  const [[warning], units, trend, attachments, events, ranking] = await Promise.all([
    viewWarnings(warnings, [stored], now),
    warnings.figures.units(number),
    warnings.figures.trend(number),
    warnings.attachments.list(number),
    warnings.letters.events(number),
    rankingOf(warnings, stored, knowledge, silentBefore),
  ]);
  return warningDetail.parse({
    warning,
    dataReadAt: knowledge.dataReadAt(),
    ranking,
    units,
    trend,
    attachments: attachments.map(({ attachedAt, ...file }) => ({ ...file, attachedAt: isoTime(attachedAt) })),
    events: events.map(({ at, ...event }) => ({ ...event, at: isoTime(at) })),
  });
}

/** Machines are counted while it is followed: those of a closed warning are as they were when it was closed. */
async function rankingOf(
  { figures }: Pick<WarningView, 'figures'>,
  { number, content, state, judgedAt }: StoredWarning,
  knowledge: CveKnowledgeBase,
  silentBefore: SilentBefore,
): Promise<RankedCve[]> {
  const cves = content.cves.map(({ cve }) => cve);
  const machines = state === 'open' && judgedAt !== null ? machinesByCve(cves, await figures.byStandings(number, silentBefore)) : null;
  return rankCves(content.cves, await knowledge.about(cves), machines);
}

function viewOf({ id, content, state, judgedAt, countedAt }: StoredWarning, figures: WarningFigures, now: number): Warning {
  return {
    ...content,
    cves: [...content.cves],
    products: [...content.products],
    warningId: id,
    state,
    figures,
    isOverdue: isOverdue({ deadline: content.deadline, state }, figures, dayInVietnam(now)),
    judgedAt: judgedAt === null ? null : isoTime(judgedAt),
    countedAt: countedAt === null ? null : isoTime(countedAt),
  };
}

const isoTime = (ms: number): string => new Date(ms).toISOString();
