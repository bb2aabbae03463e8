import { join } from 'node:path';
import type { Logger } from 'pino';
import { AppError } from '../base/app-error.ts';
import type { Clock } from '../base/clock.ts';
import type { Configuration } from '../contracts/configuration.ts';
import { endLeftover, rememberProcess } from '../platform/leftover-process.ts';
import { createHostFiles } from '../platform/host-files.ts';
import { runsHere } from '../platform/this-system.ts';
import { startOwnProcess } from '../platform/own-process.ts';
import { smallHeapArgs, smallHeapEnv } from '../platform/small-heap.ts';
import { scanners } from '../scanners/registry.ts';
import { refuseLostDatabase } from '../storage/agent/agent-backup.ts';
import { openAgentStore } from '../storage/agent/agent-store.ts';
import { lockFolder } from '../storage/folder-lock.ts';
import { makeFolder } from '../storage/make-folder.ts';
import { createItCode } from './access/it-code.ts';
import { createExposureAsker } from './exposure/ask-exposure.ts';
import { followFeed } from './feed/follow-feed.ts';
import { controlCalls, localCalls } from './local-api/local-calls.ts';
import { startLocalServer } from './local-api/local-server.ts';
import { controlPathOf, localSocketPath } from './local-api/socket-path.ts';
import { keepStore } from './keep-store.ts';
import { createPause } from './pause/pause.ts';
import { createScanControl } from './scan/scan-control.ts';
import { followPolicy } from './policy/follow-policy.ts';
import { keptPolicy, policyStatusOf } from './policy/kept-policy.ts';
import { withPolicy } from './policy/with-policy.ts';
import { startSchedule } from './schedule.ts';
import { enqueueSummary } from './upload/enqueue-summary.ts';
import { linkToCollector } from './upload/collector-link.ts';
import { collectorProxy } from './upload/proxy.ts';
import { reportLimitExceeded } from './watchdog/report-limit.ts';
import { startWatching } from './watch/start-watching.ts';
import { watchSelf } from './watchdog/watch-self.ts';

export interface AgentDeps {
  readonly dataFolder: string;
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly log: Logger;
  /** What Node is started with for a scan. */
  readonly entryPoint: string;
  /** Ends the agent cleanly. */
  readonly signal: AbortSignal;
  onReady(socketPath: string): void;
}

const mb = 1024 * 1024;

/**
 * The resident agent: keeps the schedule, sends the outbox, answers the local API. Scans run in child processes. Resolves
 * when `signal` has fired; throws FOLDER_IN_USE for a second agent on one folder, LIMIT_EXCEEDED when it stopped itself.
 */
export async function runAgent({ dataFolder, configuration, clock, log, entryPoint, signal, onReady }: AgentDeps): Promise<void> {
  const { agent: settings } = configuration;
  const agentFolder = join(dataFolder, 'agent');
  makeFolder(dataFolder, 0o755); // others reach the socket in it, and nothing else
  refuseLostDatabase(agentFolder);
  const lock = lockFolder(agentFolder, 'agent');
  const scanPidFile = join(agentFolder, 'scan.pid');
  endLeftover(scanPidFile, '--events');
  const store = openAgentStore(agentFolder);
  const limits = { maxMemoryBytes: settings.max_memory_mb * mb, cpuShare: settings.max_cpu_percent / 100 };
  const proxy = collectorProxy(settings.proxy_url, process.env);
  const ended = Promise.withResolvers<void>();

  const link = linkToCollector({
    agentFolder,
    store,
    clock,
    log,
    proxy,
    backoff: { firstMs: settings.upload_first_retry_seconds * 1000, mostMs: settings.upload_longest_retry_minutes * 60_000 },
  });
  const scans = createScanControl({
    limits,
    start: (ids, onLine, onErrorLine) => {
      const only = ids === undefined ? [] : ['--only', ids.join(',')];
      const args = [...smallHeapArgs, entryPoint, 'scan', '--events', '--data-dir', dataFolder, ...only];
      const child = startOwnProcess({
        args,
        lowPriority: true,
        endsWithParent: true,
        env: { ...process.env, ...smallHeapEnv },
        onLine,
        onErrorLine,
      });
      rememberProcess(scanPidFile, child.pid);
      return child;
    },
    onFailure: (error) => {
      log.warn({ code: error.code }, error.message);
      if (error.code === 'LIMIT_EXCEEDED') reportLimitExceeded(store, error.message, clock);
    },
  });
  const report = (): void => {
    store.transaction(() => enqueueSummary(store, clock));
    link.wake();
  };
  const pause = createPause({
    store,
    clock,
    onBegin: report,
    // What the schedule and the watcher left out is caught up with at once.
    onEnd: () => void scans.run({ paced: true }).then(link.wake, () => link.wake()),
  });
  const inForce = () => withPolicy(configuration, keptPolicy(agentFolder)?.content ?? null);
  const startScheduled = () => {
    const { agent: at, scan: every } = inForce();
    return startSchedule({
      scanners,
      everyMinutes: every.every_minutes,
      heartbeatMinutes: at.heartbeat_minutes,
      onDue: (scannerIds) => void (pause.now() === null && scans.run({ scannerIds, paced: true }).then(link.wake, () => link.wake())),
      onHeartbeat: () => {
        keepStore({ store, agentFolder, maxBytes: settings.max_database_mb * mb, clock, log });
        report();
      },
    });
  };
  let schedule = startScheduled();
  const policy = followPolicy({
    agentFolder,
    everyMinutes: settings.feed_minutes,
    log,
    proxy,
    enrolment: link.enrolment,
    onTaken: () => {
      schedule.stop();
      schedule = startScheduled();
    },
  });
  /** What works on vulnerability data does so in a process that ends: the resident agent stays small. */
  const onAdvisories = (args: readonly string[], onLine: (line: string) => void) =>
    startOwnProcess({
      args: [...smallHeapArgs, entryPoint, 'advisories', ...args, '--data-dir', dataFolder],
      lowPriority: true,
      endsWithParent: true,
      env: { ...process.env, ...smallHeapEnv },
      onLine,
      onErrorLine: (line) => log.warn(line),
    });
  const feed = followFeed({
    dataFolder,
    everyMinutes: settings.feed_minutes,
    log,
    proxy,
    enrolment: link.enrolment,
    importBundle: (file) => onAdvisories(['import', file], () => undefined).ended,
  });
  const exposures = createExposureAsker((args, onLine) => onAdvisories(['match', ...args], onLine));
  const watching = startWatching({
    store,
    clock,
    log,
    files: createHostFiles(),
    scanners: scanners.filter(({ runsOn }) => runsHere(runsOn)),
    settings: configuration.watch,
    scan: async (scannerIds) => {
      if (pause.now() !== null) return; // canaries and documents are watched all the same
      // Who asks while a scan runs joins it, and that one may have passed the place already.
      if (scans.isRunning()) await scans.run({ paced: true }).catch(() => undefined);
      await scans.run({ scannerIds, paced: false });
      link.wake();
    },
    onTold: link.wake,
  });
  const self = watchSelf(limits, (detail) => {
    reportLimitExceeded(store, detail, clock);
    ended.reject(new AppError('LIMIT_EXCEEDED', `${detail}. The agent stops; its service starts it again.`));
  });
  const itCode = createItCode({ store, clock, configured: settings.it_code_hash });
  const socketPath = localSocketPath(dataFolder);
  const server = await startLocalServer(
    socketPath,
    localCalls({
      store,
      scans,
      link,
      nextScanAtMs: () => schedule.nextScanAtMs(),
      policyStatus: () => policyStatusOf(agentFolder),
      clock,
      exposures,
      itCode,
      pause,
      notifications: () => inForce().notifications,
    }),
  );
  const control = await startLocalServer(controlPathOf(socketPath), controlCalls({ store, link, clock, pause }), 'owner');
  signal.addEventListener('abort', () => ended.resolve(), { once: true });
  if (signal.aborted) ended.resolve();
  onReady(socketPath);
  try {
    await ended.promise;
  } finally {
    self.stop();
    watching.stop();
    feed.stop();
    policy.stop();
    schedule.stop();
    pause.stop();
    scans.stop();
    link.stop();
    await server.close();
    await control.close();
    store.close();
    lock.release();
  }
}
