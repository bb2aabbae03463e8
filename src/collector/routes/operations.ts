import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../base/app-error.ts';
import { productVersion } from '../../base/version.ts';
import { health } from '../../contracts/http-api.ts';
import type { SettingStore } from '../../storage/collector/setting-store.ts';
import type { Readers } from '../auth/reader.ts';
import type { CollectorMetrics } from '../collector-metrics.ts';

export interface OperationsOptions {
  readonly settings: SettingStore;
  readonly readers: Readers;
  readonly metrics: CollectorMetrics;
}

/** For supervisors, load balancers and Prometheus. */
export const operationsRoutes: FastifyPluginAsyncZod<OperationsOptions> = async (app, { settings, readers, metrics }) => {
  app.get('/health', { schema: { tags: ['operations'], summary: 'The process answers', response: { 200: health } } }, async () => {
    return { status: 'ok' as const, version: productVersion };
  });

  app.get(
    '/ready',
    { schema: { tags: ['operations'], summary: 'The store can be read', response: { 200: health, 503: health } } },
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
    { schema: { tags: ['operations'], summary: 'Prometheus metrics, from this machine or with an API token' } },
    async (request, reply) => {
      if (!isFromThisMachine(request) && !(await readers.hasApiToken(request)))
        throw new AppError(
          'FORBIDDEN',
          'Metrics are read from the machine of the collector itself, or with an API token as "Authorization: Bearer …".',
        );
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    },
  );
};

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Not so when a proxy on this machine passes on what others ask. */
function isFromThisMachine({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): boolean {
  return loopback.has(ip) && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}
