import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import {
  captureReading,
  type CaptureUpload,
  captureUpload,
  importedMachine,
  importedMachinePage,
  importedMachineQuery,
  machineImport,
} from '../../contracts/imported-machines.ts';
import { captureWords } from '../../domain/words/capture-words.ts';
import type { CaptureFile } from '../../inventory/windows-capture/capture.ts';
import type { CollectorStore } from '../../storage/collector/collector-store.ts';
import { type AccessRule, readers } from '../access/access-rule.ts';
import type { Guard } from '../access/guard.ts';
import type { Views } from '../access/views.ts';
import { importMachine } from '../imported-machines/import-machine.ts';
import { readMachine } from '../imported-machines/read-machine.ts';
import { addSmallJsonParser } from '../ingest/json-parser.ts';
import { errorAnswers, readerSecurity } from './route-answers.ts';

export interface ImportedMachineOptions {
  readonly store: Pick<CollectorStore, 'units' | 'inventories' | 'warnings'>;
  readonly guard: Guard;
  readonly viewFor: Views;
  readonly inventoryArrived: (isNew: boolean) => void;
  readonly clock: Clock;
}

/** All files together, in base64: one file of the largest kind beside several of the usual 200 kB. */
const mostUploadBytes = 8 * 1024 * 1024;

const changing = (audit: string) => ({ access: { for: 'changer', changes: 'imported-machines', audit } }) satisfies { access: AccessRule };
const described = (summary: string) => ({ tags: ['imported machines'], summary, security: [{ session: [] }] });

/** Machines without an agent: the list of them. */
export const importedMachineRoutes: FastifyPluginAsyncZod<ImportedMachineOptions> = async (app, { viewFor }) => {
  app.get(
    '/imported-machines',
    {
      config: { access: readers('read:warnings') },
      schema: {
        tags: ['imported machines'],
        summary: 'Machines without an agent, the one that came last first',
        security: readerSecurity,
        querystring: importedMachineQuery,
        response: { 200: importedMachinePage, ...errorAnswers },
      },
    },
    async (request) => viewFor(request).warnings.imported.page(request.query),
  );
};

/** What signed-in people do: see what is recognised in files, and store a machine. */
export const importedMachineChangeRoutes: FastifyPluginAsyncZod<ImportedMachineOptions> = async (
  app,
  { store: { units, inventories, warnings }, guard, viewFor, inventoryArrived, clock },
) => {
  addSmallJsonParser(app, mostUploadBytes);
  const bodyLimit = mostUploadBytes;

  app.post(
    '/imported-machines/readings',
    {
      bodyLimit,
      config: changing('imported-machine.propose'),
      schema: {
        ...described('What is recognised in output of systeminfo and wmic; nothing is stored'),
        body: captureUpload,
        response: { 200: captureReading, ...errorAnswers },
      },
    },
    async ({ body }) => {
      const reading = readMachine(filesOf(body), body.hostname ?? null);
      if (reading.status === 'refused') return captureReading.parse(reading);
      const { hostname, inventory, areUpdatesComplete, installedAt } = reading.machine;
      const { system, updates } = inventory;
      return captureReading.parse({ status: 'read', machine: { hostname, system, updates, areUpdatesComplete, installedAt } });
    },
  );

  app.post(
    '/imported-machines',
    {
      bodyLimit,
      config: changing('imported-machine.store'),
      schema: {
        ...described('Store a machine without an agent, from output of systeminfo and wmic; once more, it takes the place of the last'),
        body: machineImport,
        response: { 201: importedMachine, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { name: importedBy } = guard.signedInOf(request);
      const { unitId, hostname } = request.body;
      viewFor(request).requireUnit(unitId);
      const outcome = await importMachine(
        { unit: { unitId }, files: filesOf(request.body), typedName: hostname ?? null, importedBy },
        { units, inventories, imported: warnings.imported, inventoryArrived, clock },
      );
      if (outcome.outcome === 'refused')
        throw new AppError('CAPTURE_REFUSED', `Nothing was stored: ${captureWords('en').refusal(outcome.reason)}`);
      guard.setTarget(request, outcome.stored.machineId);
      return reply.code(201).send(outcome.stored);
    },
  );
};

const filesOf = ({ files }: CaptureUpload): CaptureFile[] =>
  files.map(({ name, content }) => ({ name, bytes: Buffer.from(content, 'base64') }));
