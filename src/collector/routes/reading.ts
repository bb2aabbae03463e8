import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import {
  endpointDetail,
  endpointPage,
  endpointQuery,
  findingPage,
  findingQuery,
  pageQuery,
  sectionBody,
  summaryPage,
  unitList,
} from '../../contracts/http-api.ts';
import { sectionName } from '../../contracts/summary.ts';
import type { CollectorStore } from '../../storage/collector/collector-store.ts';
import type { Readers } from '../auth/reader.ts';
import { endpointUnknown } from '../ingest/open-signed.ts';
import { errorAnswers, readerSecurity } from './route-answers.ts';

export interface ReadingOptions {
  readonly store: Pick<CollectorStore, 'units' | 'endpoints' | 'findings' | 'sections' | 'summaries'>;
  readonly readers: Readers;
  readonly clock: Clock;
  readonly silentAfterMinutes: number;
}

const ofEndpoint = z.strictObject({ endpointId: z.uuid() });
const described = (summary: string) => ({ tags: ['reading'], summary, security: readerSecurity });

/** What the console shows and what administrators pull: nothing here changes anything. */
export const readingRoutes: FastifyPluginAsyncZod<ReadingOptions> = async (app, { store, readers, clock, silentAfterMinutes }) => {
  const silentBefore = (): number => clock.now() - silentAfterMinutes * 60_000;
  app.addHook('onRequest', (request) => readers.requireReader(request));

  app.get('/units', { schema: { ...described('All units, with roll-ups'), response: { 200: unitList, ...errorAnswers } } }, async () => {
    return { items: await store.units.list(silentBefore()), silentAfterMinutes };
  });

  app.get(
    '/endpoints',
    {
      schema: {
        ...described('Endpoints in the order of enrolment'),
        querystring: endpointQuery,
        response: { 200: endpointPage, ...errorAnswers },
      },
    },
    async (request) => store.endpoints.page({ ...request.query, silentBefore: silentBefore() }),
  );

  app.get(
    '/endpoints/:endpointId',
    {
      schema: {
        ...described('One endpoint and its latest summary'),
        params: ofEndpoint,
        response: { 200: endpointDetail, ...errorAnswers },
      },
    },
    async ({ params }) => {
      const detail = await store.endpoints.detail(params.endpointId, silentBefore());
      if (!detail) throw endpointUnknown(params.endpointId);
      return detail;
    },
  );

  app.get(
    '/endpoints/:endpointId/sections/:name',
    {
      schema: {
        ...described('The newest inventory section of an endpoint'),
        params: ofEndpoint.extend({ name: sectionName }),
        response: { 200: sectionBody, ...errorAnswers },
      },
    },
    async ({ params }) => {
      if ((await store.endpoints.standingOf(params.endpointId)) === null) throw endpointUnknown(params.endpointId);
      const section = await store.sections.ofEndpoint(params.endpointId, params.name);
      if (!section) throw new AppError('NOT_FOUND', `This endpoint has not sent its section "${params.name}" yet.`);
      return { digest: section.digest, body: sectionBody.shape.body.parse(JSON.parse(section.text)) };
    },
  );

  app.get(
    '/findings',
    { schema: { ...described('Findings, newest first'), querystring: findingQuery, response: { 200: findingPage, ...errorAnswers } } },
    async (request) => store.findings.page(request.query),
  );

  app.get(
    '/summaries',
    {
      schema: {
        ...described('Summaries in the order of arrival'),
        querystring: pageQuery,
        response: { 200: summaryPage, ...errorAnswers },
      },
    },
    async (request) => store.summaries.page(request.query),
  );
};
