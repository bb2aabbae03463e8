import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { inventory } from '../../contracts/inventory.ts';
import { heartbeat, receipt, sha256Hex, type Summary, summary, updatesSection } from '../../contracts/summary.ts';
import type { EndpointLifeStore } from '../../storage/collector/endpoint-life-store.ts';
import type { InventoryStore } from '../../storage/collector/inventory-store.ts';
import type { SectionStore } from '../../storage/collector/section-store.ts';
import type { IngestSummary } from '../../storage/collector/summary-ingest.ts';
import { endpointOnly } from '../access/access-rule.ts';
import type { SummaryStore } from '../../storage/collector/summary-store.ts';
import type { CollectorExposures } from '../advisories/exposures.ts';
import { boundedValidatorCompiler } from '../ingest/bounded-validation.ts';
import type { SignedRequests } from '../ingest/signed-requests.ts';
import { forked, signedWithFormerKey, takeSection, takeSummary } from '../ingest/take-upload.ts';
import { errorAnswers } from './route-answers.ts';

export interface AgentUploadOptions {
  readonly signed: SignedRequests;
  readonly ingest: IngestSummary;
  readonly endpointLife: Pick<EndpointLifeStore, 'noteFormerKey'>;
  readonly summaries: SummaryStore;
  readonly sections: SectionStore;
  readonly inventories: InventoryStore;
  readonly exposures: Pick<CollectorExposures, 'changed'>;
  readonly clock: Clock;
  readonly maxBytes: number;
  readonly countSummary: (stored: 'new' | 'duplicate' | 'forked') => void;
  /** A section is there that warnings were not held against. */
  readonly inventoryArrived: () => void;
}

/** What agents send, each request signed by the endpoint's key. */
export const agentUploadRoutes: FastifyPluginAsyncZod<AgentUploadOptions> = async (
  app,
  { signed, ingest, endpointLife, summaries, sections, inventories, exposures, clock, maxBytes, countSummary, inventoryArrived },
) => {
  const deps = { ingest, sections, inventories, clock };
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: maxBytes }, async (_request: unknown, body: Buffer) => body);
  app.setValidatorCompiler(boundedValidatorCompiler);
  app.addHook('onRequest', (request) => signed.identify(request));
  app.addHook('preValidation', async (request) => {
    await signed.open(request, 'previous-key-too');
    const { endpointId, isFormerKey } = signed.contentOf(request);
    if (!isFormerKey) return;
    await endpointLife.noteFormerKey(endpointId, clock.now());
    countSummary('forked');
    request.log.warn({ endpointId }, 'two machines use one identity: one signs with the key that the other has changed');
    throw signedWithFormerKey();
  });

  const take = async (request: FastifyRequest, document: Summary) => {
    const { endpointId, summaryId, sequence } = document;
    const outcome = await takeSummary(deps, signed.contentOf(request).endpointId, document, textOf(request, document));
    countSummary(outcome.stored);
    if (outcome.stored === 'forked') {
      request.log.warn({ endpointId, sequence, lastSequence: outcome.lastSequence }, 'two machines use one identity');
      throw forked(sequence, outcome.lastSequence);
    }
    return { summaryId, ...outcome };
  };
  /** As it came, or as it would have come. */
  const textOf = (request: FastifyRequest, document: Summary): string =>
    request.body === document ? signed.contentOf(request).text : JSON.stringify(document);

  app.post(
    '/summaries',
    {
      config: { access: endpointOnly },
      schema: {
        tags: ['agent'],
        summary: 'Send a summary; JSON, or JSON in gzip',
        body: summary,
        response: { 202: receipt, ...errorAnswers },
      },
    },
    async (request, reply) => reply.code(202).send(await take(request, request.body)),
  );

  app.post(
    '/heartbeats',
    {
      config: { access: endpointOnly },
      schema: {
        tags: ['agent'],
        summary: 'Send a summary that says nothing new, as what it differs in from an earlier one',
        body: heartbeat,
        response: { 202: receipt, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { like, ...own } = request.body;
      const { endpointId } = signed.contentOf(request);
      const base = await summaries.ofEndpoint(endpointId, like);
      if (base === null) throw baseUnknown(like);
      return reply.code(202).send(await take(request, { ...base, ...own, findings: [], agentEvents: [] }));
    },
  );

  app.put(
    '/sections/:digest',
    {
      config: { access: endpointOnly },
      schema: {
        tags: ['agent'],
        summary: 'Send a section that a receipt named as missing; JSON, or JSON in gzip',
        params: z.strictObject({ digest: sha256Hex }),
        body: z.union([inventory, updatesSection]),
        response: { 204: z.undefined(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { text } = signed.contentOf(request);
      if (await takeSection(deps, request.params.digest, text, request.body)) exposures.changed();
      inventoryArrived();
      return reply.code(204).send(undefined);
    },
  );
};

const baseUnknown = (sequence: number): AppError =>
  new AppError('SUMMARY_UNKNOWN', `This collector does not have summary ${sequence} of this endpoint. Send the summary itself.`);
