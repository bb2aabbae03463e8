import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { lifeChange } from '../../contracts/endpoint-life.ts';
import { lifeChanged } from '../../contracts/http-api.ts';
import type { CollectorStore } from '../../storage/collector/collector-store.ts';
import type { AccessRule } from '../access/access-rule.ts';
import type { Guard } from '../access/guard.ts';
import type { Views } from '../access/views.ts';
import { errorAnswers } from './route-answers.ts';

export interface EndpointLifeOptions {
  readonly endpointLife: CollectorStore['endpointLife'];
  readonly guard: Guard;
  readonly viewFor: Views;
  readonly clock: Clock;
}

const changing = (audit: string) => ({ access: { for: 'changer', changes: 'endpoints', audit } }) satisfies { access: AccessRule };
const schemaOf = (summary: string) => ({
  tags: ['endpoints'],
  summary,
  security: [{ session: [] }],
  params: z.strictObject({ endpointId: z.uuid() }),
  body: lifeChange,
  response: { 200: lifeChanged, ...errorAnswers },
});

/** Whether the collector takes anything of an endpoint; nothing is told to the endpoint but the answer to what it sends. */
export const endpointLifeRoutes: FastifyPluginAsyncZod<EndpointLifeOptions> = async (app, { endpointLife, guard, viewFor, clock }) => {
  app.post(
    '/endpoints/:endpointId/retirement',
    { config: changing('endpoint.retire'), schema: schemaOf('Take an endpoint out of service, for good') },
    async (request) => {
      const { endpointId } = request.params;
      guard.setTarget(request, `${endpointId} ${request.body.reason}`);
      if (!(await viewFor(request).endpoints.isSeen(endpointId))) throw unknownEndpoint();
      return { isChanged: await endpointLife.retire(endpointId, clock.now()) };
    },
  );
  app.post(
    '/endpoints/:endpointId/approval',
    { config: changing('endpoint.approve'), schema: schemaOf('Let in an endpoint that waits') },
    async (request) => {
      const { endpointId } = request.params;
      guard.setTarget(request, `${endpointId} ${request.body.reason}`);
      if (!(await viewFor(request).endpoints.isSeen(endpointId))) throw unknownEndpoint();
      return { isChanged: await endpointLife.approve(endpointId) };
    },
  );
};

const unknownEndpoint = (): AppError => new AppError('ENDPOINT_UNKNOWN', 'There is no such endpoint. Nothing was changed.');
