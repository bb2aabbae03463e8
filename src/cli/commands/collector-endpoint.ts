import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { AppError } from '../../base/app-error.ts';
import { collectorFiles } from '../../collector/collector-address.ts';
import { allEndpoints, endpointNamed } from '../../collector/endpoint-administration.ts';
import type { Endpoint } from '../../contracts/http-api.ts';
import { type CollectorStore, openCollectorStore } from '../../storage/collector/collector-store.ts';
import { noteAtMachine } from '../../collector/administration.ts';
import type { CliIo } from '../cli-io.ts';
import type { Installation } from '../installation.ts';
import { endpointText } from '../text/endpoint-text.ts';

interface Options {
  readonly json?: boolean;
  readonly dataDir?: string;
}
type FindInstallation = (dataDir?: string) => Installation;

/** `collector endpoint list|retire|approve`; works beside a running collector. */
export function addEndpointCommands(collector: Command, io: CliIo, find: FindInstallation): void {
  const text = endpointText[io.language];
  const endpoint = collector.command('endpoint').description('the machines that have enrolled');
  const command = (name: string, description: string): Command =>
    endpoint
      .command(name)
      .description(description)
      .option('--json', 'print one JSON document')
      .option('--data-dir <folder>', 'where the data of the collector lies');

  command('list', 'all machines, with what must be known of each').action((options: Options) =>
    withStore(options, find, async (store, { configuration }) => {
      const silentBefore = systemClock.now() - configuration.collector.silent_after_minutes * 60_000;
      const all: Endpoint[] = [];
      for await (const one of allEndpoints(store, silentBefore)) all.push(one);
      if (options.json) return io.out(JSON.stringify({ endpoints: all }));
      if (all.length === 0) io.err(text.noEndpoints);
      for (const one of all) io.out(lineOf(one, io));
    }),
  );
  command('retire', 'take a machine out of service: nothing more is taken from it, and it counts nowhere')
    .argument('<id>', 'the id of the endpoint, or its first letters')
    .action((id: string, options: Options) =>
      withStore(options, find, async (store) => {
        const { endpointId, hostname } = await endpointNamed(store, id);
        await store.endpointLife.retire(endpointId, systemClock.now());
        await noteAtMachine(store, systemClock.now(), 'endpoint.retire', endpointId);
        io.out(options.json ? JSON.stringify({ endpointId, hostname, retired: true }) : text.didRetire(hostname));
      }),
    );
  command('approve', 'let in a machine that waits, where collector.approve_endpoints is set')
    .argument('<id>', 'the id of the endpoint, or its first letters')
    .action((id: string, options: Options) =>
      withStore(options, find, async (store) => {
        const { endpointId, hostname } = await endpointNamed(store, id);
        const approved = await store.endpointLife.approve(endpointId);
        if (approved) await noteAtMachine(store, systemClock.now(), 'endpoint.approve', endpointId);
        else io.exitWith(1);
        if (options.json) io.out(JSON.stringify({ endpointId, hostname, approved }));
        else io.out(approved ? text.didApprove(hostname) : text.notWaiting(hostname));
      }),
    );
}

/** `collector enrolment list|revoke`: the enrolment strings that were given out. */
export function addEnrolmentStringCommands(collector: Command, io: CliIo, find: FindInstallation): void {
  const enrolment = collector.command('enrolment').description('the enrolment strings that were given out');
  const text = endpointText[io.language];
  enrolment
    .command('list')
    .description('the enrolment strings that were given out')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where the data of the collector lies')
    .action((options: Options) =>
      withStore(options, find, async (store) => {
        const given = (await store.enrolments.given()).map((one) => ({
          ...one,
          createdAt: isoTime(one.createdAt),
          expiresAt: isoTime(one.expiresAt),
          revokedAt: one.revokedAt === null ? null : isoTime(one.revokedAt),
        }));
        if (options.json) return io.out(JSON.stringify({ enrolmentStrings: given }));
        if (given.length === 0) io.err(text.noStrings);
        for (const { id, unitName, usesLeft, expiresAt, revokedAt } of given)
          io.out([id, unitName, revokedAt === null ? text.usesLeft(usesLeft) : text.revoked, text.until(expiresAt)].join(' · '));
      }),
    );
  enrolment
    .command('revoke')
    .description('take an enrolment string back: it lets nobody in any more')
    .argument('<id>', 'as "enrolment list" names it')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where the data of the collector lies')
    .action((id: string, options: Options) =>
      withStore(options, find, async (store) => {
        if (!(await store.enrolments.revoke(id, systemClock.now())))
          throw new AppError('NOT_FOUND', `No enrolment string has the id "${id}". List them with "wardwatch collector enrolment list".`);
        await noteAtMachine(store, systemClock.now(), 'enrolment-string.revoke', id);
        io.out(options.json ? JSON.stringify({ id, revoked: true }) : text.didRevoke(id));
      }),
    );
}

const isoTime = (ms: number): string => new Date(ms).toISOString();

function lineOf({ endpointId, hostname, unitName, lastSeenAt, ...rest }: Endpoint, { language }: CliIo): string {
  const text = endpointText[language];
  const marks = [
    lastSeenAt ?? text.neverSeen,
    ...(rest.retiredAt === undefined ? [] : [text.retired]),
    ...(rest.isPending ? [text.pending] : []),
    ...(rest.isSilent && rest.retiredAt === undefined ? [text.silent] : []),
    ...(rest.forkedAt === undefined ? [] : [text.forked]),
    ...(rest.clonedFrom === undefined ? [] : [text.clonedFrom(rest.clonedFrom)]),
  ];
  return [endpointId, hostname, unitName, ...marks].join(' · ');
}

async function withStore(
  { dataDir }: Options,
  find: FindInstallation,
  work: (store: CollectorStore, installation: Installation) => Promise<void>,
): Promise<void> {
  const installation = find(dataDir);
  const store = openCollectorStore(collectorFiles(installation.dataFolder).database);
  try {
    await work(store, installation);
  } finally {
    await store.close();
  }
}
