import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { feedQuestion } from '../../contracts/feed.ts';
import { policyQuestion, signedPolicy } from '../../contracts/policy.ts';
import type { PolicyStore } from '../../storage/collector/policy-store.ts';
import { endpointOnly } from '../access/access-rule.ts';
import { judgeHeld } from '../policy/held-policy.ts';
import type { FeedBundles } from '../advisories/feed-bundles.ts';
import { boundedValidatorCompiler } from '../ingest/bounded-validation.ts';
import type { SignedRequests } from '../ingest/signed-requests.ts';
import { errorAnswers } from './route-answers.ts';

export interface AgentFeedOptions {
  readonly signed: SignedRequests;
  readonly bundles: FeedBundles;
  readonly policies: PolicyStore;
}

const mostQuestionBytes = 1000;

/** Vulnerability data and policy for agents, signed by this collector. */
export const agentFeedRoutes: FastifyPluginAsyncZod<AgentFeedOptions> = async (app, { signed, bundles, policies }) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: mostQuestionBytes },
    async (_request: unknown, body: Buffer) => body,
  );
  app.setValidatorCompiler(boundedValidatorCompiler);
  app.addHook('onRequest', (request) => signed.identify(request));
  app.addHook('preValidation', (request) => signed.open(request));

  app.post(
    '/feed',
    {
      config: { access: endpointOnly },
      schema: {
        tags: ['agent'],
        summary: 'What an endpoint lacks of the vulnerability data, as a signed bundle; 204 where it has everything',
        body: feedQuestion,
        response: { 200: z.unknown().describe('application/octet-stream'), 204: z.undefined(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const bundle = await bundles.since(request.body.position);
      if (bundle === null) return reply.code(204).send(undefined);
      return reply.code(200).type('application/octet-stream').send(bundle);
    },
  );

  app.post(
    '/policy',
    {
      config: { access: endpointOnly },
      schema: {
        tags: ['agent'],
        summary: 'The newest policy, signed; 204 where the endpoint has it, or where there is none',
        body: policyQuestion,
        response: { 200: signedPolicy, 204: z.undefined(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const newest = await policies.newest();
      const held = judgeHeld(request.body, newest);
      if (held === 'foreign' || held === 'absurd') {
        const { endpointId } = signed.contentOf(request);
        const { version } = request.body;
        request.log.warn(
          { endpointId, version, newest: newest?.version ?? 0 },
          'a machine follows a policy that this collector has not published',
        );
        if (held === 'foreign') await policies.noteForeign(version);
      }
      if (newest === null || held === 'newest') return reply.code(204).send(undefined);
      const { document, certificate, signature } = newest;
      return reply.code(200).send({ document, certificate, signature });
    },
  );
};
