import { join } from 'node:path';
import { createSignInLink } from '../../collector/administration.ts';
import { collectorFiles } from '../../collector/collector-address.ts';
import { openAuthority } from '../../collector/tls/collector-tls.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import { isUnsettled } from '../../domain/finding.ts';
import { openAgentStore } from '../../storage/agent/agent-store.ts';
import type { CliIo } from '../cli-io.ts';
import { scanReportLines } from '../scan-report-text.ts';
import { cliText } from '../text/cli-text.ts';

export interface ClosingReportDeps {
  readonly dataFolder: string;
  readonly configuration: Configuration;
  readonly io: CliIo;
}

/** What was found on this machine, and where to see it. */
export async function closingReport({ dataFolder, configuration, io }: ClosingReportDeps): Promise<string[]> {
  const text = cliText(io.language);
  const { link } = await createSignInLink({ dataFolder, configuration: configuration.collector });
  const { fingerprint } = await openAuthority(collectorFiles(dataFolder).tls);
  return [
    ...machineLines(dataFolder, io),
    '',
    `${text.console}: ${new URL(link).origin}`,
    text.signInOnce,
    `  ${link}`,
    `  ${text.authority}: ${fingerprint}`,
    '',
  ];
}

function machineLines(dataFolder: string, io: CliIo): string[] {
  const store = openAgentStore(join(dataFolder, 'agent'));
  try {
    const results = store.results.results();
    const findings = store.findings.list().filter(({ state }) => isUnsettled(state));
    return scanReportLines(
      {
        verdicts: results.map(({ verdict }) => verdict),
        coverage: results.map(({ coverage }) => coverage),
        findings,
        resolved: [],
        lastInstalledAt: store.results.lastInstalledAt(),
      },
      io.language,
    );
  } finally {
    store.close();
  }
}
