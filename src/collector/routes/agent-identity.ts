import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { cloneRequest, keyChangeRequest } from '../../contracts/endpoint-life.ts';
import { enrolAnswer } from '../../contracts/enrolment.ts';
import type { EndpointLifeStore } from '../../storage/collector/endpoint-life-store.ts';
import { endpointOnly } from '../access/access-rule.ts';
import { boundedValidatorCompiler } from '../ingest/bounded-validation.ts';
import type { SignedRequests } from '../ingest/signed-requests.ts';
import { signedWithFormerKey } from '../ingest/take-upload.ts';
import { errorAnswers } from './route-answers.ts';

export interface AgentIdentityOptions {
  readonly signed: SignedRequests;
  readonly endpointLife: EndpointLifeStore;
  readonly needsApproval: boolean;
  readonly clock: Clock;
}

const mostBytes = 4096;
/** Per address and minute: each takes a place in the list of endpoints. */
const mostClones = 300;

/** How an endpoint changes who it is: always by a request that the key signed which it has. */
export const agentIdentityRoutes: FastifyPluginAsyncZod<AgentIdentityOptions> = async (
  app,
  { signed, endpointLife, needsApproval, clock },
) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: mostBytes },
    async (_request: unknown, body: Buffer) => body,
  );
  app.setValidatorCompiler(boundedValidatorCompiler);
  app.addHook('onRequest', (request) => signed.identify(request));

  app.post(
    '/clone',
    {
      config: { access: endpointOnly, rateLimit: { max: mostClones, timeWindow: 60_000 } },
      preValidation: (request) => signed.open(request, 'previous-key-too'),
      schema: {
        tags: ['agent'],
        summary: 'Ask for an identity of its own, after SEQUENCE_FORKED told that another machine uses the same',
        body: cloneRequest,
        response: { 200: enrolAnswer, ...errorAnswers },
      },
    },
    async (request) => {
      const { endpointId: of, signedWith } = signed.contentOf(request);
      const result = await endpointLife.tellApart({ ...request.body, of, signedWith, now: clock.now(), needsApproval });
      if (result.outcome !== 'told-apart') throw cloneRefused(result.outcome);
      request.log.warn(
        { endpointId: result.endpointId, clonedFrom: of, hostname: request.body.hostname },
        'a cloned machine was told apart',
      );
      return { endpointId: result.endpointId, unitName: result.unitName };
    },
  );

  app.post(
    '/key',
    {
      config: { access: endpointOnly },
      preValidation: (request) => signed.open(request, 'previous-key-too'),
      schema: {
        tags: ['agent'],
        summary: 'Announce the next key, signed with the present one; the same again is answered alike',
        body: keyChangeRequest,
        response: { 204: z.undefined(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { endpointId, signedWith } = signed.contentOf(request);
      const outcome = await endpointLife.changeKey({ endpointId, publicKey: request.body.publicKey, announcedBy: signedWith });
      if (outcome === 'forked') {
        await endpointLife.noteFormerKey(endpointId, clock.now());
        request.log.warn({ endpointId }, 'two machines use one identity: both change its key');
        throw signedWithFormerKey();
      }
      if (outcome !== 'changed')
        throw new AppError(
          'FORBIDDEN',
          'This key cannot become that of the endpoint: it is in use, or the one that signed has been replaced.',
        );
      request.log.info({ endpointId }, 'endpoint changed its key');
      return reply.code(204).send(undefined);
    },
  );
};

const why = {
  'no-conflict': 'the summary it names did not meet another one under its sequence number',
  'too-many': 'too many machines were told apart from this identity already. Enrol the machine with a string of its own',
  'key-taken': 'the key is that of an endpoint that is enrolled already',
} as const;

const cloneRefused = (outcome: keyof typeof why): AppError =>
  new AppError('ENROLMENT_REFUSED', `No identity of its own is given out: ${why[outcome]}.`);
