import { Cron } from 'croner';
import type { Configuration } from '../contracts/configuration.ts';
import { type OwnProcess, startOwnProcess } from '../platform/own-process.ts';

export interface ScheduledImportsDeps {
  readonly settings: Configuration['advisories'];
  readonly dataFolder: string;
  readonly entryPoint: string;
  readonly log: Record<'info' | 'warn', (what: object, message: string) => void>;
}

/**
 * Imports vulnerability data from the configured sources, soon after the start and then every so many hours, in a process of its own at
 * low priority: the collector takes up what it brought by itself. What has not changed at its source is not fetched again. Gives what
 * ends it.
 */
export function scheduleImports({ settings, dataFolder, entryPoint, log }: ScheduledImportsDeps): () => Promise<void> {
  if (settings.sources.length === 0) return () => Promise.resolve();
  let underWay: OwnProcess | null = null;
  const importNow = async (): Promise<void> => {
    const said: string[] = [];
    const child = startOwnProcess({
      args: [entryPoint, 'advisories', 'import', ...settings.sources, '--data-dir', dataFolder],
      lowPriority: true,
      endsWithParent: true,
      onLine: (line) => said.push(line),
      onErrorLine: (line) => log.warn({}, line),
    });
    underWay = child;
    const code = await child.ended;
    underWay = null;
    log[code === 0 ? 'info' : 'warn']({ code }, `import of vulnerability data ended: ${said.at(-1) ?? ''}`);
  };
  const job = new Cron(
    '* * * * * *',
    { interval: settings.every_hours * 3600, startAt: new Date(Date.now() + 2000), protect: true, unref: true },
    importNow,
  );
  return async () => {
    job.stop();
    underWay?.terminate('SIGTERM');
    await underWay?.ended;
  };
}
