import type { Command } from 'commander';
import type { AdvisoryStore } from '../../storage/advisories/advisory-store.ts';
import type { CliIo } from '../cli-io.ts';
import { reasonText } from '../text/import-reasons.ts';
import { advisoryText } from '../text/advisory-text.ts';
import { printArray } from '../print-array.ts';
import { readCve } from '../read-cve.ts';
import { withAdvisories } from '../with-advisories.ts';
import { addExportCommand } from './advisories-export.ts';
import { addImportCommands } from './advisories-import.ts';
import { addMatchCommand } from './advisories-match.ts';

interface StoreOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `advisories`: what is known of vulnerabilities, and what that means for this machine. */
export function addAdvisoriesCommands(program: Command, io: CliIo): void {
  const advisories = program.command('advisories').description('what is known of vulnerabilities, and what that means for this machine');
  advisories
    .command('list')
    .description('the imported advisories, and documents that were refused')
    .option('--json', 'one JSON document on standard output')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action((options: StoreOptions) => withAdvisories(options, io, (store) => listAdvisories(store, options, io)));
  advisories
    .command('show')
    .description('all that is known of one vulnerability')
    .argument('<cve>', 'its CVE id')
    .option('--json', 'one JSON document on standard output')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action((cve: string, options: StoreOptions) =>
      withAdvisories(options, io, (store) => showVulnerability(store, readCve(cve), options, io)),
    );
  addImportCommands(advisories, io);
  addMatchCommand(advisories, io);
  addExportCommand(advisories, io);
}

function listAdvisories({ catalogue }: AdvisoryStore, { json }: StoreOptions, io: CliIo): void {
  if (json) return printArray(io, catalogue.list());
  const text = advisoryText(io.language);
  for (const { advisory, cves, title, readAt } of catalogue.list())
    io.out(
      `${advisory}${cves.length === 0 || cves.includes(advisory) ? '' : ` (${cves.slice(0, 3).join(', ')}${cves.length > 3 ? ', …' : ''})`} ${title} · ${readAt.slice(0, 10)}`,
    );
  const refused = catalogue.quarantined();
  if (refused.length > 0) io.out(`${text.quarantined}:`);
  for (const { source, reason } of refused) io.out(`  ${source}: ${reasonText(io.language, reason)}`);
  io.out(text.listed(catalogue.counts().advisories));
}

function showVulnerability({ catalogue }: AdvisoryStore, cve: string, { json }: StoreOptions, io: CliIo): void {
  const known = catalogue.show(cve);
  if (json) return io.out(JSON.stringify(known));
  const text = advisoryText(io.language);
  const { exploited, score } = known;
  if (known.advisories.length === 0 && !exploited && !score) return io.out(text.nothingNames(cve));
  io.out(cve);
  if (exploited) io.out(`  ${text.exploited(exploited.dueOn, exploited.isUsedByRansomware)}: ${exploited.vendor} ${exploited.product}`);
  if (score) {
    const percent = new Intl.NumberFormat(io.language, { style: 'percent', maximumFractionDigits: 1 });
    io.out(`  ${text.score(percent.format(score.probability), percent.format(score.percentile))}`);
  }
  for (const { id, title, cvss, products, source, readAt } of known.advisories) {
    io.out(`  ${id}${cvss === null ? '' : ` · CVSS ${cvss}`}: ${title}`);
    for (const { label, ranges, updates, remedy } of products) {
      const fixes = [...new Set([...ranges.flatMap(({ fixed }) => fixed ?? []), ...updates])];
      io.out(`    ${label}: ${fixes.length > 0 ? `${text.fixedBy} ${fixes.join(', ')}` : (remedy ?? text.noFix)}`);
    }
    io.out(`    ${source} · ${readAt.slice(0, 10)}`);
  }
}
