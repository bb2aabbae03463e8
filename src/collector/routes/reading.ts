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
import { readers } from '../access/access-rule.ts';
import type { Views } from '../access/views.ts';
import { errorAnswers, readerSecurity } from './route-answers.ts';

export interface ReadingOptions {
  readonly viewFor: Views;
  readonly clock: Clock;
  readonly silentAfterMinutes: number;
}

const ofEndpoint = z.strictObject({ endpointId: z.uuid() });
const described = (summary: string) => ({ tags: ['reading'], summary, security: readerSecurity });

/** What the console shows and what administrators pull: nothing here changes anything. */
export const readingRoutes: FastifyPluginAsyncZod<ReadingOptions> = async (app, { viewFor, clock, silentAfterMinutes }) => {
  const silentBefore = (): number => clock.now() - silentAfterMinutes * 60_000;

  app.get(
    '/units',
    {
      config: { access: readers('read:endpoints') },
      schema: { ...described('All units, with roll-ups'), response: { 200: unitList, ...errorAnswers } },
    },
    async (request) => ({ items: await viewFor(request).units.list(silentBefore()), silentAfterMinutes }),
  );

  app.get(
    '/endpoints',
    {
      config: { access: readers('read:endpoints') },
      schema: {
        ...described('Endpoints in the order of enrolment'),
        querystring: endpointQuery,
        response: { 200: endpointPage, ...errorAnswers },
      },
    },
    async (request) => viewFor(request).endpoints.page({ ...request.query, silentBefore: silentBefore() }),
  );

  app.get(
    '/endpoints/:endpointId',
    {
      config: { access: { ...readers('read:endpoints', 'read:findings'), audit: 'endpoint.read' } },
      schema: {
        ...described('One endpoint and its latest summary'),
        params: ofEndpoint,
        response: { 200: endpointDetail, ...errorAnswers },
      },
    },
    async (request) => {
      const { params } = request;
      const detail = await viewFor(request).endpoints.detail(params.endpointId, silentBefore());
      if (!detail) throw noSuchEndpoint();
      return detail;
    },
  );

  app.get(
    '/endpoints/:endpointId/sections/:name',
    {
      config: { access: { ...readers('read:endpoints'), audit: 'endpoint.section-read' } },
      schema: {
        ...described('The newest inventory section of an endpoint'),
        params: ofEndpoint.extend({ name: sectionName }),
        response: { 200: sectionBody, ...errorAnswers },
      },
    },
    async (request) => {
      const { params } = request;
      const view = viewFor(request);
      if (!(await view.endpoints.isSeen(params.endpointId))) throw noSuchEndpoint();
      const section = await view.sections.ofEndpoint(params.endpointId, params.name);
      if (!section) throw new AppError('NOT_FOUND', `This endpoint has not sent its section "${params.name}" yet.`);
      return { digest: section.digest, body: sectionBody.shape.body.parse(JSON.parse(section.text)) };
    },
  );

  app.get(
    '/findings',
    {
      config: { access: readers('read:findings') },
      schema: { ...described('Findings, newest first'), querystring: findingQuery, response: { 200: findingPage, ...errorAnswers } },
    },
    async (request) => viewFor(request).findings.page(request.query),
  );

  app.get(
    '/summaries',
    {
      config: { access: { ...readers('read:summaries'), audit: 'summaries.read' } },
      schema: {
        ...described('Summaries in the order of arrival'),
        querystring: pageQuery,
        response: { 200: summaryPage, ...errorAnswers },
      },
    },
    async (request) => viewFor(request).summaries.page(request.query),
  );
};

/** Also for one of another unit than the reader's: nobody learns here which endpoints there are. */
const noSuchEndpoint = (): AppError =>
  new AppError('ENDPOINT_UNKNOWN', 'There is no such endpoint among those that you see. Look it up in the list of endpoints.');
