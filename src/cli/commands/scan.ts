import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { chooseScanners, runScan, type ScanOutcome } from '../../agent/scan/run-scan.ts';
import { createRuleMatching } from '../../agent/sigma/match-rules.ts';
import { ruleFolders } from '../../agent/sigma/rule-folders.ts';
import { keptPolicy } from '../../agent/policy/kept-policy.ts';
import { withPolicy } from '../../agent/policy/with-policy.ts';
import { AppError } from '../../base/app-error.ts';
import { systemClock } from '../../base/clock.ts';
import { type ScanEvent, scanEvent } from '../../contracts/scan-event.ts';
import type { ScanReport } from '../../contracts/scan-report.ts';
import { type Finding, isUnsettled } from '../../domain/finding.ts';
import { isAtLeast, type Severity, severities } from '../../domain/severity.ts';
import { words } from '../../domain/words/words.ts';
import { createHost } from '../../platform/create-host.ts';
import { scanners } from '../../scanners/registry.ts';
import { type AgentStore, openAgentStore } from '../../storage/agent/agent-store.ts';
import { systemKeyOf } from '../../domain/inventory/system-key.ts';
import { readSupportEnd } from '../../storage/advisories/support-end.ts';
import { lockFolder } from '../../storage/folder-lock.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';
import { ownFiles } from '../own-files.ts';
import { progressLine } from '../progress-lines.ts';
import { scanReportLines } from '../scan-report-text.ts';

interface ScanOptions {
  readonly json?: boolean;
  readonly events?: boolean;
  readonly only?: readonly string[];
  readonly failOn?: Severity;
  readonly dataDir?: string;
}

export function addScanCommand(program: Command, io: CliIo): void {
  program
    .command('scan')
    .description('check this machine now: patch status and what changed since the baseline')
    .option('--json', 'one JSON document on standard output')
    .addOption(new Option('--events', 'one JSON line per event on standard output, for the agent').hideHelp())
    .option('--only <ids>', 'scanner ids, separated by commas', (value: string) => value.split(',').map((id) => id.trim()))
    .addOption(new Option('--fail-on <severity>', 'end with 1 when a finding of this severity or above is open').choices(severities))
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action((options: ScanOptions) => scan(options, io));
}

async function scan(options: ScanOptions, io: CliIo): Promise<void> {
  const chosen = chooseScanners(scanners, options.only);
  const installation = findInstallation(io.env, options.dataDir);
  const folder = join(installation.dataFolder, 'agent');
  const host = createHost();
  const lock = lockScan(folder);
  const store = openAgentStore(folder);
  try {
    const onEvent = eventPrinter(options, io);
    const followed = withPolicy(installation.configuration, keptPolicy(join(installation.dataFolder, 'agent'))?.content ?? null);
    const folders = ruleFolders(installation.dataFolder, installation.configuration.scan.sigma_rules);
    const rules = createRuleMatching({ folders, store, clock: systemClock });
    const outcome = await runScan(
      {
        scanners: chosen,
        skip: followed.scan.skip,
        maintenance: followed.scan.maintenance,
        removableMedia: followed.scan.removable_media,
        importedSupport: (system) => readSupportEnd(installation.dataFolder, systemKeyOf(system)),
        knownPublishers: installation.configuration.scan.known_publishers,
        extraFiles: [
          ...followed.scan.extra_files,
          ...ownFiles({ dataFolder: installation.dataFolder, entryPoint: io.entryPoint, nodePath: process.execPath }),
        ],
        rehashDays: installation.configuration.scan.rehash_days,
      },
      { host, clock: systemClock, store, signal: io.signal, onEvent, rules },
    );
    const findings = reportedFindings(store, outcome, options.only);
    if (!options.events) print({ outcome, findings, options, store }, io);
    if (options.failOn && findings.some(({ state, severity }) => state === 'open' && isAtLeast(severity, options.failOn ?? 'info')))
      io.exitWith(1);
  } finally {
    store.close();
    lock.release();
  }
}

function lockScan(folder: string): { release(): void } {
  try {
    return lockFolder(folder, 'scan');
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'FOLDER_IN_USE')
      throw new AppError('SCAN_UNDER_WAY', 'A scan of this machine is already running. Wait until it has ended, then try again.', {
        cause: thrown,
      });
    throw thrown;
  }
}

function eventPrinter({ json, events }: ScanOptions, io: CliIo): (event: ScanEvent) => void {
  if (events) return (event) => io.out(JSON.stringify(scanEvent.parse(event)));
  const speak = words(io.language);
  return (event) => {
    const line = progressLine(event, speak, io.language);
    if (line !== null && !(json && !io.isTty)) io.err(line);
  };
}

/** What is not settled now, and what this scan resolved; of the chosen scanners alone when some were chosen. */
function reportedFindings(store: AgentStore, { resolved }: ScanOutcome, only: readonly string[] | undefined): Finding[] {
  const current = store.findings.list().filter(({ state }) => state !== 'resolved');
  return [...current, ...resolved].filter(({ scannerId }) => only === undefined || only.includes(scannerId));
}

interface Printed {
  readonly outcome: ScanOutcome;
  readonly findings: readonly Finding[];
  readonly options: ScanOptions;
  readonly store: AgentStore;
}

function print({ outcome, findings, options, store }: Printed, io: CliIo): void {
  const speak = words(io.language);
  if (!options.json) {
    const open = findings.filter(({ state }) => isUnsettled(state));
    for (const line of scanReportLines(
      {
        verdicts: outcome.verdicts,
        coverage: outcome.coverage,
        findings: open,
        resolved: outcome.resolved,
        lastInstalledAt: store.results.lastInstalledAt(),
      },
      io.language,
    ))
      io.out(line);
    return;
  }
  const report: ScanReport = {
    scanId: outcome.scanId,
    startedAt: outcome.startedAt,
    finishedAt: outcome.finishedAt,
    endpoint: { endpointId: store.setting('endpointId'), ...outcome.host },
    verdicts: [...outcome.verdicts],
    findings: findings.map((finding) => ({ ...finding, title: speak.findingTitle(finding.rule, finding.evidence) })),
    coverage: [...outcome.coverage],
  };
  io.out(JSON.stringify(report));
}
