import { smallHeapArgs, smallHeapEnv } from '../../platform/small-heap.ts';
import { join } from 'node:path';
import { Listr } from 'listr2';
import { connectLocalApi, type LocalClient } from '../../agent/local-api/local-client.ts';
import { localSocketPath } from '../../agent/local-api/socket-path.ts';
import { collectorProxy } from '../../agent/upload/proxy.ts';
import { AppError } from '../../base/app-error.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import { runScan, uploadNow } from '../../contracts/local-api.ts';
import { words } from '../../domain/words/words.ts';
import type { CliIo } from '../cli-io.ts';
import { progressLine } from '../progress-lines.ts';
import { cliText } from '../text/cli-text.ts';
import { closingReport } from './closing-report.ts';
import { enrolHere } from './enrol-here.ts';
import { openTray } from './open-tray.ts';
import { type Part, startPart } from './part.ts';

export interface StartDeps {
  readonly dataFolder: string;
  readonly configuration: Configuration;
  readonly io: CliIo;
  /** False ends everything as soon as the report is printed. */
  readonly stayUp: boolean;
}

/** Collector, agent, enrolment, scan, upload, report; then all stays up until Ctrl-C or until a part ends by itself. */
export async function startEverything(deps: StartDeps): Promise<void> {
  const { dataFolder, io, stayUp } = deps;
  const text = cliText(io.language);
  const parts: Part[] = [];
  try {
    await prepare(deps, parts);
    for (const line of await closingReport(deps)) io.out(line);
    if (!stayUp) return;
    const tray = openTray({ dataFolder, io });
    if (tray) parts.push(tray);
    io.out(text.pressCtrlC);
    await Promise.race([whenAborted(io.signal), ...parts.filter(({ name }) => name !== 'tray').map(endedByItself)]);
    io.out(`${text.stopped} ${dataFolder}`);
  } finally {
    for (const { process } of parts.toReversed()) {
      process.terminate('SIGTERM');
      await process.ended;
    }
  }
}

async function prepare({ dataFolder, configuration, io }: StartDeps, parts: Part[]): Promise<void> {
  const text = cliText(io.language);
  const data = ['--data-dir', dataFolder];
  const proxy = collectorProxy(configuration.agent.proxy_url, io.env);
  const start = (name: 'collector' | 'agent'): Promise<Part> =>
    startPart({
      name,
      command: [...(name === 'agent' ? smallHeapArgs : []), io.entryPoint, name, 'run', ...data],
      logFile: join(dataFolder, `${name}.log`),
      env: name === 'agent' ? { ...io.env, ...smallHeapEnv } : io.env,
    });
  const client = Promise.withResolvers<LocalClient>();
  client.promise.catch(() => undefined); // told by the step that failed
  const tasks = new Listr(
    [
      {
        title: text.settingUpCollector,
        task: async () => void parts.push(await start('collector')),
      },
      {
        title: text.settingUpAgent,
        task: async () => {
          parts.push(await start('agent'));
          client.resolve(await connectLocalApi({ path: localSocketPath(dataFolder), signal: io.signal }));
        },
      },
      {
        title: text.enrolling,
        task: () =>
          enrolHere({
            dataFolder,
            configuration: configuration.collector,
            collectorUrl: parts[0]?.address ?? '',
            signal: io.signal,
            proxy,
          }),
      },
      {
        title: text.scanningTitle,
        rendererOptions: { outputBar: 15, persistentOutput: true },
        task: async (_, task) => {
          const speak = words(io.language);
          await (await client.promise).call(runScan, { paced: false }, (event) => {
            const line = progressLine(event, speak, io.language);
            if (line !== null) task.output = line;
          });
        },
      },
      { title: text.uploading, task: async () => void (await (await client.promise).call(uploadNow, {})) },
    ],
    {
      concurrent: false,
      exitOnError: true,
      fallbackRenderer: 'simple',
      rendererOptions: { collapseErrors: false },
      registerSignalListeners: false,
    },
  );
  await Promise.race([tasks.run(), whenAborted(io.signal).then(cancelled)]);
  (await client.promise).close();
}

function cancelled(): never {
  throw new AppError('CANCELLED', 'Stopped before the first report; what was found is stored.');
}

async function endedByItself({ name, process }: Part): Promise<never> {
  const code = await process.ended;
  throw new AppError('INTERNAL', `The ${name} ended by itself (${code}); its log is in the data folder. Start again: nothing is lost.`);
}

function whenAborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise;
}
