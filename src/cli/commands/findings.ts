import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { type FindingState, findingStates } from '../../domain/finding.ts';
import { words } from '../../domain/words/words.ts';
import { openAgentStore } from '../../storage/agent/agent-store.ts';
import type { CliIo } from '../cli-io.ts';
import { detailLines } from '../finding-lines.ts';
import { findInstallation } from '../installation.ts';
import { cliText } from '../text/cli-text.ts';

interface FindingsOptions {
  readonly json?: boolean;
  readonly state?: FindingState;
  readonly dataDir?: string;
}

export function addFindingsCommand(program: Command, io: CliIo): void {
  const findings = program
    .command('findings')
    .description('what was found on this machine')
    .option('--json', 'one JSON document on standard output')
    .addOption(new Option('--state <state>', 'only findings in this state').choices(findingStates))
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action((options: FindingsOptions) => listFindings(options, io));
  findings
    .command('verify')
    .description('hold the findings against their log; ends with 1 when anything was changed or deleted past the agent')
    .action((_: unknown, { parent }: Command) => verifyFindings(parent?.opts() ?? {}, io));
}

/** Takes the options of `findings`, which are read before those of a command below it. */
function verifyFindings({ json, dataDir }: FindingsOptions, io: CliIo): void {
  const store = openAgentStore(join(findInstallation(io.env, dataDir).dataFolder, 'agent'));
  try {
    const check = store.verifyFindingLog();
    const text = cliText(io.language);
    if (json) io.out(JSON.stringify(check));
    else if (check.intact) io.out(text.logIntact(check.length, check.head));
    else {
      io.out(text.logAltered(check.problems.length));
      for (const { what, fingerprint, position } of check.problems)
        io.out(
          `  ${text.logProblem[what]}${fingerprint === null ? '' : `  ${fingerprint.slice(0, 8)}`}${position === null ? '' : `  #${position}`}`,
        );
    }
    if (!check.intact) io.exitWith(1);
  } finally {
    store.close();
  }
}

function listFindings({ json, state, dataDir }: FindingsOptions, io: CliIo): void {
  const store = openAgentStore(join(findInstallation(io.env, dataDir).dataFolder, 'agent'));
  try {
    const speak = words(io.language);
    const findings = store.findings
      .list({ state })
      .map((finding) => ({ ...finding, title: speak.findingTitle(finding.rule, finding.evidence) }));
    if (json) return io.out(JSON.stringify({ findings }));
    if (findings.length === 0) return io.out(cliText(io.language).noFindings);
    for (const finding of findings) {
      const { fingerprint, severity, technique, title, state: current, firstSeenAt } = finding;
      io.out(
        `${fingerprint.slice(0, 8)}  [${speak.severity(severity)}] ${title}${technique === undefined ? '' : ` · ${technique}`}  (${speak.state(current)}, ${firstSeenAt})`,
      );
      for (const line of detailLines(finding, speak, cliText(io.language))) io.out(line);
    }
  } finally {
    store.close();
  }
}
