import type { Command } from 'commander';
import { AppError } from '../../base/app-error.ts';
import { oldestReading } from '../../domain/advisories/data-age.ts';
import { type DocumentedExposure, type ExposureStatus, exposureStatuses } from '../../domain/advisories/exposure.ts';
import type { MatchTarget } from '../../domain/advisories/match-target.ts';
import { matchTargetOf } from '../../inventory/match-target.ts';
import { exposureWords } from '../../domain/words/exposure-words.ts';
import { createHost } from '../../platform/create-host.ts';
import type { AdvisoryStore } from '../../storage/advisories/advisory-store.ts';
import type { CliIo } from '../cli-io.ts';
import { builtInSupportDay } from '../advisories/built-in-support.ts';
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

/** `advisories match`: this machine, or the one of an exported inventory, against all that was imported. Needs no network. */
export function addMatchCommand(advisories: Command, io: CliIo): void {
  advisories
    .command('match')
    .description('what the imported advisories mean for this machine; without a network')
    .option('--json', 'one JSON document on standard output, with every advisory')
    .option('--cve <ids>', 'these vulnerabilities alone, separated by commas: one line each')
    .option('--verdict <verdicts>', `only these, separated by commas: ${exposureStatuses.join(', ')}`)
    .option('--by-item', 'one JSON document: the installed items that are open to something, the ones with a warning first')
    .option(
      '--inventory <file>',
      'an inventory from "inventory export", with --json or --cyclonedx, or a CycloneDX document of another program, instead of this machine',
    )
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action(async (options: MatchOptions) => {
      const inventory =
        options.inventory === undefined
          ? (await createHost().readInventory(io.signal)).value
          : (await import('../advisories/exported-inventory.ts')).readExportedInventory(options.inventory);
      withAdvisories(options, io, (store) => {
        const facts = store.facts.atOnce();
        const target = matchTargetOf(inventory, facts, new Date().toISOString().slice(0, 10));
        if (options.byItem) return io.out(JSON.stringify(byItem(store, target)));
        const statuses =
          options.cve === undefined
            ? printVerdicts(store, target, options, io)
            : printCves(store, target, options.cve.split(',').map(readCve), options, io);
        if (options.json) return;
        const builtInOn = statuses.has('end-of-life') ? builtInSupportDay(inventory.system, facts) : null;
        if (builtInOn !== null) io.out(advisoryText(io.language).supportBuiltIn(builtInOn));
        io.out(dataAgeLine(store, inventory.system.family, Date.now(), io));
      });
    });
}

function printVerdicts(
  { matcher }: AdvisoryStore,
  target: MatchTarget,
  { json, verdict }: MatchOptions,
  io: CliIo,
): ReadonlySet<ExposureStatus> {
  const wanted = verdict === undefined ? null : new Set(verdict.split(',').map(readStatus));
  const isOpenOnly = wanted !== null && !wanted.has('fixed') && !wanted.has('not-affected');
  const verdicts = isOpenOnly ? matcher.exposuresOf(target) : matcher.verdicts(target);
  if (json) {
    printArray(io, jsonOf(verdicts, wanted));
    return new Set();
  }
  const text = advisoryText(io.language);
  const counts = { affected: 0, 'end-of-life': 0, unknown: 0, fixed: 0, 'not-affected': 0 };
  for (const exposure of verdicts) {
    counts[exposure.status] += 1;
    const isShown = wanted === null ? exposure.status === 'affected' || exposure.status === 'end-of-life' : wanted.has(exposure.status);
    if (isShown) for (const line of linesOf(exposure, io)) io.out(line);
  }
  io.out(text.counted(counts));
  return new Set(exposureStatuses.filter((status) => counts[status] > 0));
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
): ReadonlySet<ExposureStatus> {
  const exposures = matcher.exposuresToCves(target, cves);
  const dataReadAt = oldestReading(documents.readings(), target.system.family);
  if (json)
    printArray(
      io,
      exposures.map(({ status, ...rest }) => ({ ...rest, verdict: status, dataReadAt })),
    );
  if (json) return new Set();
  const speak = exposureWords(io.language);
  for (const { cve, status, reason, evidence } of exposures) {
    io.out(`${cve}: ${speak.status[status]}${reason === undefined ? '' : ` (${speak.reason[reason]})`}`);
    for (const line of evidence.map((one) => evidenceLine(one, io))) io.out(line);
  }
  return new Set(exposures.map(({ status }) => status));
}

const linesOf = ({ advisory, cves, status, evidence }: DocumentedExposure, io: CliIo): string[] => [
  `${advisory}${cves.length === 0 || cves.includes(advisory) ? '' : ` (${cves.slice(0, 5).join(', ')}${cves.length > 5 ? ', …' : ''})`}: ${exposureWords(io.language).status[status]}`,
  ...evidence.map((one) => evidenceLine(one, io)),
];

function evidenceLine(
  { item, installed, fixed, updates, remedy, product }: DocumentedExposure['evidence'][number],
  { language }: CliIo,
): string {
  const text = advisoryText(language);
  if (item === null) return `  ${exposureWords(language).notFound} ${product}`;
  const fixes = [...(fixed === null ? [] : [fixed]), ...updates];
  return `  ${item} ${installed ?? '?'} → ${fixes.length > 0 ? `${text.fixedBy} ${fixes.join(', ')}` : (remedy ?? text.noFix)}`;
}

function readStatus(text: string): ExposureStatus {
  const status = exposureStatuses.find((one) => one === text.trim());
  if (status) return status;
  throw new AppError('USAGE', `There is no verdict "${text}". There are: ${exposureStatuses.join(', ')}.`);
}
