import { readFileSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { AppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import { inventory as inventorySchema } from '../../contracts/inventory.ts';
import { type DocumentedExposure, type ExposureStatus, exposureStatuses } from '../../domain/advisories/exposure.ts';
import type { MatchTarget } from '../../domain/advisories/match-target.ts';
import type { Inventory } from '../../domain/inventory/inventory.ts';
import { matchTargetOf } from '../../inventory/match-target.ts';
import { exposureWords } from '../../domain/words/exposure-words.ts';
import { createHost } from '../../platform/create-host.ts';
import type { AdvisoryStore } from '../../storage/advisories/advisory-store.ts';
import type { CliIo } from '../cli-io.ts';
import { dataAgeLine } from '../data-age-line.ts';
import { advisoryText } from '../text/advisory-text.ts';
import { printArray } from '../print-array.ts';
import { readCve } from '../read-cve.ts';
import { byItem } from '../exposed-items-document.ts';
import { withAdvisories } from '../with-advisories.ts';

interface MatchOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
  readonly cve?: string;
  readonly verdict?: string;
  readonly inventory?: string;
  readonly byItem?: boolean;
}

const mostInventoryBytes = 64 * 1024 * 1024;

/** `advisories match`: this machine, or the one of an exported inventory, against all that was imported. Needs no network. */
export function addMatchCommand(advisories: Command, io: CliIo): void {
  advisories
    .command('match')
    .description('what the imported advisories mean for this machine; without a network')
    .option('--json', 'one JSON document on standard output, with every advisory')
    .option('--cve <ids>', 'these vulnerabilities alone, separated by commas: one line each')
    .option('--verdict <verdicts>', `only these, separated by commas: ${exposureStatuses.join(', ')}`)
    .option('--by-item', 'one JSON document: the installed items that are open to something, the ones with a warning first')
    .option('--inventory <file>', 'an inventory from "inventory export --json" instead of this machine')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action(async (options: MatchOptions) => {
      const inventory =
        options.inventory === undefined ? (await createHost().readInventory(io.signal)).value : readExported(options.inventory);
      withAdvisories(options, io, (store) => {
        const target = matchTargetOf(inventory, store.facts.atOnce(), new Date().toISOString().slice(0, 10));
        if (options.byItem) return io.out(JSON.stringify(byItem(store, target)));
        if (options.cve === undefined) printVerdicts(store, target, options, io);
        else printCves(store, target, options.cve.split(',').map(readCve), options, io);
        if (!options.json) io.out(dataAgeLine(store, Date.now(), io));
      });
    });
}

function readExported(file: string): Inventory {
  try {
    if (statSync(file).size > mostInventoryBytes) throw new AppError('USAGE', `${file} is larger than any inventory (64 MB).`);
    const parsed = inventorySchema.safeParse(parseJson(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data;
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('USAGE', `${file} cannot be read (${systemErrorCode(thrown) ?? 'unknown'}).`, { cause: thrown });
  }
  throw new AppError('USAGE', `${file} is no inventory. Make one with "wardwatch inventory export --json" on the machine in question.`);
}

function printVerdicts({ matcher }: AdvisoryStore, target: MatchTarget, { json, verdict }: MatchOptions, io: CliIo): void {
  const wanted = verdict === undefined ? null : new Set(verdict.split(',').map(readStatus));
  const isOpenOnly = wanted !== null && !wanted.has('fixed') && !wanted.has('not-affected');
  const verdicts = isOpenOnly ? matcher.exposuresOf(target) : matcher.verdicts(target);
  if (json) return printArray(io, jsonOf(verdicts, wanted));
  const text = advisoryText(io.language);
  const counts = { affected: 0, 'end-of-life': 0, unknown: 0, fixed: 0, 'not-affected': 0 };
  for (const exposure of verdicts) {
    counts[exposure.status] += 1;
    const isShown = wanted === null ? exposure.status === 'affected' || exposure.status === 'end-of-life' : wanted.has(exposure.status);
    if (isShown) for (const line of linesOf(exposure, io)) io.out(line);
  }
  io.out(text.counted(counts));
}

function* jsonOf(verdicts: Iterable<DocumentedExposure>, wanted: ReadonlySet<ExposureStatus> | null): Iterable<unknown> {
  for (const { advisory, cves, status, reason, evidence, document } of verdicts)
    if (wanted === null || wanted.has(status)) yield { advisory, cves, verdict: status, ...(reason && { reason }), evidence, document };
}

function printCves(
  { matcher, documents }: AdvisoryStore,
  target: MatchTarget,
  cves: readonly string[],
  { json }: MatchOptions,
  io: CliIo,
): void {
  const exposures = matcher.exposuresToCves(target, cves);
  const dataReadAt = documents.newestReadAt();
  if (json)
    return printArray(
      io,
      exposures.map(({ status, ...rest }) => ({ ...rest, verdict: status, dataReadAt })),
    );
  const speak = exposureWords(io.language);
  for (const { cve, status, reason, evidence } of exposures) {
    io.out(`${cve}: ${speak.status[status]}${reason === undefined ? '' : ` (${speak.reason[reason]})`}`);
    for (const line of evidence.map((one) => evidenceLine(one, io))) io.out(line);
  }
}

const linesOf = ({ advisory, cves, status, evidence }: DocumentedExposure, io: CliIo): string[] => [
  `${advisory}${cves.length === 0 || cves.includes(advisory) ? '' : ` (${cves.slice(0, 5).join(', ')}${cves.length > 5 ? ', …' : ''})`}: ${exposureWords(io.language).status[status]}`,
  ...evidence.map((one) => evidenceLine(one, io)),
];

function evidenceLine({ item, installed, fixed, updates, remedy }: DocumentedExposure['evidence'][number], { language }: CliIo): string {
  const text = advisoryText(language);
  const fixes = [...(fixed === null ? [] : [fixed]), ...updates];
  return `  ${item} ${installed ?? '?'} → ${fixes.length > 0 ? `${text.fixedBy} ${fixes.join(', ')}` : (remedy ?? text.noFix)}`;
}

function readStatus(text: string): ExposureStatus {
  const status = exposureStatuses.find((one) => one === text.trim());
  if (status) return status;
  throw new AppError('USAGE', `There is no verdict "${text}". There are: ${exposureStatuses.join(', ')}.`);
}
