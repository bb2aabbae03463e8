import { cveKnowledge } from '../../collector/advisories/exposures.ts';
import { viewWarning, viewWarnings } from '../../collector/warnings/warning-views.ts';
import type { Warning } from '../../contracts/warnings.ts';
import { oldestReading } from '../../domain/advisories/data-age.ts';
import { type MachineState, machineStates, type WarningFigures } from '../../domain/warnings/figures.ts';
import type { RankedCve } from '../../domain/warnings/rank-cves.ts';
import { urgencyTexts, warningWords } from '../../domain/words/warning-words.ts';
import type { StoredWarning } from '../../storage/collector/warnings/warning-store.ts';
import type { WarningStores } from '../../storage/collector/warnings/warning-stores.ts';
import type { CliIo } from '../cli-io.ts';
import { dataAgeLine } from '../data-age-line.ts';
import { warningText } from '../text/warning-text.ts';
import { letterOf, withWarnings } from './open-warnings.ts';

export interface ChosenWarning {
  readonly number: string;
  readonly year?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

export function listWarnings({ json, dataDir }: { readonly json?: boolean; readonly dataDir?: string }, io: CliIo): Promise<void> {
  return withWarnings(dataDir, io, async ({ warnings, advisories, now, count }) => {
    await count();
    const listed = await viewWarnings(warnings, await allOf(warnings), now);
    if (json) return io.out(JSON.stringify({ dataReadAt: oldestReading(advisories.documents.readings()), warnings: listed }));
    if (listed.length === 0) return io.out(warningText(io.language).noWarnings);
    for (const warning of listed) for (const line of linesOf(warning, io)) io.out(line);
    io.out(dataAgeLine(advisories, null, now, io));
  });
}

export function showWarning({ number, year, json, dataDir }: ChosenWarning, io: CliIo): Promise<void> {
  return withWarnings(dataDir, io, async ({ warnings, advisories, now, silentBefore, count }) => {
    await count();
    const basis = { knowledge: cveKnowledge(advisories), silentBefore, now };
    const detail = await viewWarning(warnings, await letterOf(warnings, number, year), basis);
    if (json) return io.out(JSON.stringify(detail));
    const words = warningWords(io.language);
    for (const line of linesOf(detail.warning, io)) io.out(line);
    const byImpact = Map.groupBy(detail.warning.cves, ({ impact }) => impact);
    for (const [impact, cves] of byImpact) io.out(`  ${words.impact[impact]}: ${cves.map(({ cve }) => cve).join(', ')}`);
    if (detail.ranking.length > 1) io.out(`  ${words.fixFirst}:`);
    if (detail.ranking.length > 1) for (const one of detail.ranking) io.out(`  ${rankedLine(one, io)}`);
    for (const { unitName, figures } of detail.units) io.out(`  ${unitName}: ${figureText(figures, io)}`);
    io.out(dataAgeLine(advisories, null, now, io));
  });
}

async function allOf({ letters }: WarningStores): Promise<StoredWarning[]> {
  const all: StoredWarning[] = [];
  let cursor: string | undefined;
  do {
    const page = await letters.page({ cursor, limit: 500 });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

function linesOf({ number, issuedOn, title, state, deadline, isOverdue, figures, judgedAt }: Warning, io: CliIo): string[] {
  const text = warningText(io.language);
  const words = warningWords(io.language);
  const until = deadline === null ? [] : [text.deadline(deadline)];
  const marks = [...until, ...(isOverdue ? [text.overdue] : []), ...(state === 'closed' ? [words.warningState.closed] : [])];
  return [
    `${number} (${issuedOn}) ${title}${marks.length > 0 ? ` [${marks.join(', ')}]` : ''}`,
    `  ${words.remediatedOfTotal}: ${figureText(figures, io)}`,
    ...(judgedAt === null ? [`  ${text.notJudged}`] : []),
  ];
}

/** `1. CVE-2025-1111: 12 chưa được vá; 3 chưa xác định hoặc mất kết nối; …; đứng trước vì: …`. */
function rankedLine({ place, cve, machines, aheadBy, ...facts }: RankedCve, { language }: CliIo): string {
  const words = warningWords(language);
  const counts = machines === null ? [] : [`${machines.missing} ${words.lacking}`, `${machines.unknown} ${words.doubtful}`];
  const reason = aheadBy === null ? [] : [words.beforeNext(words.aheadBy[aheadBy])];
  return `${place}. ${cve}: ${[...counts, ...urgencyTexts(facts, language), ...reason].join('; ')}`;
}

const told: readonly MachineState[] = machineStates.filter((state) => state !== 'remediated');

/** `12/40 · còn thiếu bản vá 20 · mất kết nối 8`. */
function figureText({ counts, remediated, total }: WarningFigures, { language }: CliIo): string {
  const { state: words } = warningWords(language);
  return [`${remediated}/${total}`, ...told.filter((state) => counts[state] > 0).map((state) => `${words[state]} ${counts[state]}`)].join(
    ' · ',
  );
}
