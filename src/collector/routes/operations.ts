import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { productVersion } from '../../base/version.ts';
import { health } from '../../contracts/http-api.ts';
import type { SettingStore } from '../../storage/collector/setting-store.ts';
import { everybody, readers } from '../access/access-rule.ts';
import type { CollectorMetrics } from '../collector-metrics.ts';

export interface OperationsOptions {
  readonly settings: SettingStore;
  readonly metrics: CollectorMetrics;
}

/** For supervisors, load balancers and Prometheus. */
export const operationsRoutes: FastifyPluginAsyncZod<OperationsOptions> = async (app, { settings, metrics }) => {
  app.get(
    '/health',
    { config: { access: everybody }, schema: { tags: ['operations'], summary: 'The process answers', response: { 200: health } } },
    async () => {
      return { status: 'ok' as const, version: productVersion };
    },
  );

  app.get(
    '/ready',
    {
      config: { access: everybody },
      schema: { tags: ['operations'], summary: 'The store can be read', response: { 200: health, 503: health } },
    },
    async (request, reply) => {
      try {
        await settings.listeningAt();
        return { status: 'ok' as const, version: productVersion };
      } catch (thrown) {
        request.log.error({ err: thrown }, 'the store cannot be read');
        return reply.code(503).send({
          status: 'unavailable',
          version: productVersion,
          detail: 'The store cannot be read; the log of the collector tells why.',
        });
      }
    },
  );

  app.get(
    '/metrics',
    {
      config: { access: { ...readers('metrics'), orThisMachine: true } },
      schema: { tags: ['operations'], summary: 'Prometheus metrics, from this machine or with an API token' },
    },
    async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
};
