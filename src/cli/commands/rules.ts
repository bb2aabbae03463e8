import { join } from 'node:path';
import type { Command } from 'commander';
import { type ListedRule, loadRules } from '../../agent/sigma/load-rules.ts';
import { ruleFolders } from '../../agent/sigma/rule-folders.ts';
import { words } from '../../domain/words/words.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';
import { cliText } from '../text/cli-text.ts';
import { refusalText } from '../text/rule-refusals.ts';

interface RulesOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `rules list`: which Sigma rules are in use, whose they are, and why others are not. */
export function addRulesCommand(program: Command, io: CliIo): void {
  program
    .command('rules')
    .description('detection rules that changes are held against')
    .command('list')
    .description('Sigma rules with author and licence: those in use, and those that are refused, with the reason')
    .option('--json', 'one JSON document on standard output')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action((options: RulesOptions) => listRules(options, io));
}

function listRules({ json, dataDir }: RulesOptions, io: CliIo): void {
  const { dataFolder, configuration } = findInstallation(io.env, dataDir);
  const listed = loadRules(ruleFolders(dataFolder, configuration.scan.sigma_rules));
  if (json) return io.out(JSON.stringify({ rules: listed.map((rule) => asJson(rule, io)) }));
  const text = cliText(io.language);
  if (listed.length === 0) return io.out(text.noRules(join(dataFolder, 'sigma')));
  for (const rule of listed) for (const line of linesOf(rule, io)) io.out(line);
  const accepted = listed.filter(({ status }) => status === 'accepted').length;
  io.out(text.rulesCounted(accepted, listed.length - accepted));
}

function linesOf(listed: ListedRule, { language }: CliIo): string[] {
  const text = cliText(language);
  const { rule } = listed;
  const state = listed.status === 'accepted' ? text.ruleAccepted : text.ruleRefused;
  const severity = rule?.severity ? ` [${words(language).severity(rule.severity)}]` : '';
  const whose = rule ? ` · ${rule.author ?? text.authorUnknown} · ${rule.license ?? text.licenseUnknown}` : '';
  const reasons = listed.status === 'refused' ? listed.refusals.map((refusal) => `    ${refusalText(language, refusal)}`) : [];
  return [`${state}${severity} ${listed.title ?? listed.file}${whose}`, ...reasons];
}

function asJson(listed: ListedRule, { language }: CliIo): object {
  const { rule, file, title, status } = listed;
  const reasons =
    listed.status === 'refused' ? listed.refusals.map((refusal) => ({ ...refusal, text: refusalText(language, refusal) })) : [];
  return {
    file,
    status,
    title,
    id: rule?.id ?? null,
    severity: rule?.severity ?? null,
    maturity: rule?.maturity ?? null,
    techniques: rule?.techniques ?? [],
    author: rule?.author ?? null,
    license: rule?.license ?? null,
    references: rule?.references ?? [],
    falsePositives: rule?.falsePositives ?? [],
    reasons,
  };
}
