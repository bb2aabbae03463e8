import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { enrolAnswer, enrolRequest } from '../../contracts/enrolment.ts';
import type { EnrolmentOutcome, EnrolmentStore } from '../../storage/collector/enrolment-store.ts';
import { everybody } from '../access/access-rule.ts';
import { secretHash } from '../auth/secrets.ts';
import { errorAnswers } from './route-answers.ts';

/** Per address and minute. Tokens cannot be guessed: this only bounds load, and 300 machines behind one address pass. */
const mostEnrolments = 300;

export interface EnrolmentOptions {
  readonly enrolments: EnrolmentStore;
  readonly clock: Clock;
  readonly needsApproval: boolean;
}

export const enrolmentRoutes: FastifyPluginAsyncZod<EnrolmentOptions> = async (app, { enrolments, clock, needsApproval }) => {
  app.post(
    '/enrol',
    {
      bodyLimit: 16 * 1024,
      config: { access: everybody, rateLimit: { max: mostEnrolments, timeWindow: 60_000 } },
      schema: {
        tags: ['agent'],
        summary: 'Bind the public key of an agent to a unit',
        body: enrolRequest,
        response: { 200: enrolAnswer, ...errorAnswers },
      },
    },
    async (request) => {
      const { token, ...agent } = request.body;
      const result = await enrolments.enrol({ ...agent, tokenHash: secretHash(token), now: clock.now(), needsApproval });
      if (result.outcome !== 'enrolled') throw refused(result.outcome);
      request.log.info({ endpointId: result.endpointId, unitName: result.unitName, hostname: agent.hostname }, 'endpoint enrolled');
      return { endpointId: result.endpointId, unitName: result.unitName };
    },
  );
};

type Refusal = Exclude<EnrolmentOutcome['outcome'], 'enrolled'>;

const why: Readonly<Record<Refusal, string>> = {
  'token-unknown': 'its token is not one of this collector',
  'token-expired': 'its token has expired',
  'token-revoked': 'its string was revoked',
  'token-used-up': 'its token has been used as often as it allows',
  'key-taken': 'the key is that of an endpoint that is enrolled already; enrol again with a new key',
};

function refused(outcome: Refusal): AppError {
  return new AppError(
    'ENROLMENT_REFUSED',
    `The enrolment is refused: ${why[outcome]}. A new string comes from "wardwatch collector token create --for enrolment".`,
  );
}
