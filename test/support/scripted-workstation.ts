import { runScan } from '../../src/agent/scan/run-scan.ts';
import { systemClock } from '../../src/base/clock.ts';
import { receivedSummary } from '../../src/contracts/http-api.ts';
import type { Summary } from '../../src/contracts/summary.ts';
import { scannerIds } from '../../src/domain/scanner-ids.ts';
import { scanners } from '../../src/scanners/registry.ts';
import { openAgentStore } from '../../src/storage/agent/agent-store.ts';
import { hostOver } from './fake-host.ts';
import { wardwatch } from './run-wardwatch.ts';
import { layOut, tempFolder } from './temp-folder.ts';

/** The agent's own schedule would read another host than the test's. */
export const quietAgent = {
  WARDWATCH_AGENT_UPLOAD_FIRST_RETRY_SECONDS: '0.05',
  WARDWATCH_LOG_LEVEL: 'silent',
  WARDWATCH_WATCH_LIVE: 'false',
  WARDWATCH_SCAN_SKIP: JSON.stringify(scannerIds),
};

const cron = scanners.filter(({ id }) => id === 'cron-jobs');

/** A machine on which jobs are planted one by one; each scan finds one more and puts it into the outbox of the data folder. */
export function scriptedWorkstation(dataFolder: string) {
  const root = tempFolder();
  const host = hostOver(root);
  const scan = async (): Promise<void> => {
    const store = openAgentStore(`${dataFolder}/agent`);
    await runScan({ scanners: cron, skip: [] }, { host, clock: systemClock, store, signal: new AbortController().signal });
    store.close();
  };
  return {
    scan,
    async plant(name: string): Promise<void> {
      layOut(root, { [`etc/cron.d/${name}`]: `# ${name}\n` });
      await scan();
    },
  };
}

export const enrolmentStringOf = async (dataFolder: string, unit = 'Bệnh viện'): Promise<string> =>
  (await wardwatch(['collector', 'token', 'create', '--unit', unit, '--uses', '10', '--data-dir', dataFolder])).out.trim();

/** All that the running collector has, in the order of arrival. */
export async function pulledFrom(dataFolder: string): Promise<Summary[]> {
  const token = (await wardwatch(['collector', 'token', 'create', '--for', 'api', '--data-dir', dataFolder])).out.trim();
  const pulled = await wardwatch(['pull', '--data-dir', dataFolder], { WARDWATCH_API_TOKEN: token });
  return pulled.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => receivedSummary.parse(JSON.parse(line)).summary);
}

export const subjectsOf = (summaries: readonly Summary[]): string[] =>
  summaries.flatMap(({ findings }) => findings.map(({ evidence }) => evidence.subject)).toSorted();
