import type { Warning, WarningDetail } from '../../contracts/warnings.ts';
import { dayInVietnam } from '../../domain/warnings/calendar-date.ts';
import type { CveKnowledgeBase } from '../../domain/warnings/exposures.ts';
import { figuresOf, noMachines, sumOfFigures, type WarningFigures } from '../../domain/warnings/figures.ts';
import { isOverdue } from '../../domain/warnings/warning.ts';
import type { StoredWarning } from '../../storage/collector/warnings/warning-store.ts';
import type { WarningStores } from '../../storage/collector/warnings/warning-stores.ts';
import { warningDetail } from '../../contracts/warnings.ts';

/** Warnings with the figures that were counted last, in the same order. */
export async function viewWarnings({ figures }: WarningStores, stored: readonly StoredWarning[], now: number): Promise<Warning[]> {
  const totals = await figures.totals(stored.map(({ number }) => number));
  return stored.map((warning) => viewOf(warning, sumOfFigures(totals.get(warning.number) ?? [figuresOf(noMachines, 0)]), now));
}

export async function viewWarning(
  warnings: WarningStores,
  stored: StoredWarning,
  knowledge: CveKnowledgeBase,
  now: number,
): Promise<WarningDetail> {
  const { number } = stored;
  const [[warning], units, trend, attachments, events] = await Promise.all([
    viewWarnings(warnings, [stored], now),
    warnings.figures.units(number),
    warnings.figures.trend(number),
    warnings.attachments.list(number),
    warnings.letters.events(number),
  ]);
  return warningDetail.parse({
    warning,
    dataReadAt: knowledge.dataReadAt(),
    units,
    trend,
    attachments: attachments.map(({ attachedAt, ...file }) => ({ ...file, attachedAt: isoTime(attachedAt) })),
    events: events.map(({ at, ...event }) => ({ ...event, at: isoTime(at) })),
  });
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
