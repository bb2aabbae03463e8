import { join } from 'node:path';
import type { Command } from 'commander';
import { storedStatus } from '../../agent/agent-status.ts';
import { readEnrolment } from '../../agent/identity.ts';
import { connectLocalApi } from '../../agent/local-api/local-client.ts';
import { localSocketPath } from '../../agent/local-api/socket-path.ts';
import { policyStatusOf } from '../../agent/policy/kept-policy.ts';
import { AppError } from '../../base/app-error.ts';
import { type AgentStatus, getLastUpload, getStatus, type LocalCall } from '../../contracts/local-api.ts';
import { severities } from '../../domain/severity.ts';
import { words } from '../../domain/words/words.ts';
import { openAgentStore } from '../../storage/agent/agent-store.ts';
import type { CliIo } from '../cli-io.ts';
import { findInstallation } from '../installation.ts';
import { cliText } from '../text/cli-text.ts';

interface StatusOptions {
  readonly json?: boolean;
  readonly lastUpload?: boolean;
  readonly dataDir?: string;
}

type ShownStatus = Pick<
  AgentStatus,
  | 'unitName'
  | 'collectorUrl'
  | 'lastScanAt'
  | 'lastUploadAt'
  | 'waitingUploads'
  | 'lastUploadError'
  | 'patchStatus'
  | 'openFindings'
  | 'acknowledgedFindings'
  | 'policy'
> & {
  readonly agentRunning: boolean;
};

export function addStatusCommand(program: Command, io: CliIo): void {
  program
    .command('status')
    .description('the state of this machine and of the agent on it')
    .option('--json', 'one JSON document on standard output')
    .option('--last-upload', 'the exact text last sent to the collector instead')
    .option('--data-dir <dir>', 'data folder instead of the usual one')
    .action(async ({ json, lastUpload, dataDir }: StatusOptions) => {
      const { dataFolder } = findInstallation(io.env, dataDir);
      if (lastUpload) return printLastUpload(dataFolder, json ?? false, io);
      const status = (await askAgent(dataFolder, io.signal)) ?? readStored(dataFolder);
      if (json) io.out(JSON.stringify(status));
      else for (const line of statusLines(status, io)) io.out(line);
    });
}

async function printLastUpload(dataFolder: string, isJson: boolean, io: CliIo): Promise<void> {
  const last = (await ask(dataFolder, io.signal, getLastUpload)) ?? storedLastUpload(dataFolder);
  io.err(`${cliText(io.language).lastUpload}: ${last.sentAt ?? cliText(io.language).never}`);
  if (last.body !== null) io.out(last.body);
  else if (isJson) io.out('null');
}

function storedLastUpload(dataFolder: string): { readonly sentAt: string | null; readonly body: string | null } {
  const store = openAgentStore(join(dataFolder, 'agent'));
  try {
    return store.outbox.lastSent() ?? { sentAt: null, body: null };
  } finally {
    store.close();
  }
}

async function askAgent(dataFolder: string, signal: AbortSignal): Promise<ShownStatus | null> {
  const status = await ask(dataFolder, signal, getStatus);
  return status && { agentRunning: true, ...status };
}

/** Null where no agent runs. */
async function ask<Response>(
  dataFolder: string,
  signal: AbortSignal,
  spec: LocalCall<Record<string, never>, Response>,
): Promise<Response | null> {
  try {
    const client = await connectLocalApi({ path: localSocketPath(dataFolder), signal });
    try {
      return await client.call(spec, {});
    } finally {
      client.close();
    }
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'AGENT_UNREACHABLE') return null;
    throw thrown;
  }
}

function readStored(dataFolder: string): ShownStatus {
  const folder = join(dataFolder, 'agent');
  const enrolment = readEnrolment(folder);
  const store = openAgentStore(folder);
  try {
    return {
      agentRunning: false,
      unitName: enrolment?.unitName ?? null,
      collectorUrl: enrolment?.url ?? null,
      lastUploadError: null,
      policy: policyStatusOf(folder),
      ...storedStatus(store),
    };
  } finally {
    store.close();
  }
}

function statusLines(status: ShownStatus, { language }: CliIo): string[] {
  const speak = words(language);
  const text = cliText(language);
  const acknowledged = severities.reduce((sum, severity) => sum + (status.acknowledgedFindings[severity] ?? 0), 0);
  const counts = severities.toReversed().filter((severity) => (status.openFindings[severity] ?? 0) > 0);
  return [
    ...(status.agentRunning ? [] : [text.agentNotRunning]),
    `${text.patchStatus}: ${speak.patchStatus(status.patchStatus)}`,
    counts.length === 0
      ? text.noFindings
      : `${text.findings}: ${counts.map((severity) => `${speak.severity(severity)} ${status.openFindings[severity]}`).join(', ')}${acknowledged === 0 ? '' : ` (${text.acknowledged(acknowledged)})`}`,
    `${text.lastScan}: ${status.lastScanAt ?? text.never}`,
    `${text.collector}: ${status.collectorUrl === null ? text.notEnrolled : `${status.collectorUrl} (${text.unit}: ${status.unitName ?? ''})`}`,
    ...(status.policy === undefined ? [] : [text.policy(status.policy.version, status.policy.refused?.reason ?? null)]),
    `${text.waitingUploads}: ${status.waitingUploads}${status.lastUploadError === null ? '' : ` · ${status.lastUploadError}`}`,
  ];
}
