import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { auditPage } from '../../contracts/access-answers.ts';
import { pageQuery } from '../../contracts/http-api.ts';
import type { AuditStore } from '../../storage/collector/access/audit-store.ts';
import { readers } from '../access/access-rule.ts';
import { errorAnswers, readerSecurity } from './route-answers.ts';

/** Who did and saw what. */
export const auditRoutes: FastifyPluginAsyncZod<{ readonly audit: AuditStore }> = async (app, { audit }) => {
  app.get(
    '/audit',
    {
      config: { access: { ...readers('read:audit'), audit: 'audit.read' } },
      schema: {
        tags: ['audit'],
        summary: 'Who did and saw what, the latest first',
        security: readerSecurity,
        querystring: pageQuery,
        response: { 200: auditPage, ...errorAnswers },
      },
    },
    async ({ query }) => {
      const { items, nextCursor } = await audit.page(query);
      return { items: items.map(({ at, ...entry }) => ({ ...entry, at: new Date(at).toISOString() })), nextCursor };
    },
  );
};
