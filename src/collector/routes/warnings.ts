import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { machinePage, machineQuery, warningDetail, warningPage, warningQuery, warningRanking } from '../../contracts/warnings.ts';
import type { CveKnowledgeBase } from '../../domain/warnings/exposures.ts';
import type { StoredWarning } from '../../storage/collector/warnings/warning-store.ts';
import { readers } from '../access/access-rule.ts';
import type { WarningView } from '../access/unit-view.ts';
import type { Views } from '../access/views.ts';
import { rankWarnings } from '../warnings/rank-warnings.ts';
import { silentBefore } from '../warnings/silence.ts';
import type { WarningKeeper } from '../warnings/warning-keeper.ts';
import { viewWarning, viewWarnings } from '../warnings/warning-views.ts';
import { errorAnswers, readerSecurity } from './route-answers.ts';

export interface WarningRouteOptions {
  readonly viewFor: Views;
  readonly keeper: WarningKeeper;
  readonly knowledge: CveKnowledgeBase;
  readonly clock: Clock;
  readonly silentAfterMinutes: number;
}

export const ofWarning = z.strictObject({ warningId: z.uuid() });
const described = (summary: string) => ({ tags: ['warnings'], summary, security: readerSecurity });
/** Warnings that are ranked; more are not open at a time. */
const mostRanked = 500;

/** What is known of warnings: nothing here changes anything. */
export const warningRoutes: FastifyPluginAsyncZod<WarningRouteOptions> = async (app, options) => {
  const { viewFor, keeper, knowledge, clock, silentAfterMinutes } = options;

  app.get(
    '/warnings',
    {
      config: { access: readers('read:warnings') },
      schema: {
        ...described('Warnings with their figures, the latest first'),
        querystring: warningQuery,
        response: { 200: warningPage, ...errorAnswers },
      },
    },
    async (request) => {
      await keeper.freshen();
      const { warnings } = viewFor(request);
      const { items, nextCursor } = await warnings.letters.page(request.query);
      return { items: await viewWarnings(warnings, items, clock.now()), nextCursor };
    },
  );

  app.get(
    '/warnings/ranking',
    {
      config: { access: readers('read:warnings') },
      schema: {
        ...described('Open warnings in the order of urgency, with the reason for each place'),
        response: { 200: warningRanking, ...errorAnswers },
      },
    },
    async (request) => {
      await keeper.freshen();
      const { warnings } = viewFor(request);
      const { items } = await warnings.letters.page({ state: 'open', limit: mostRanked });
      return { items: await rankWarnings(await viewWarnings(warnings, items, clock.now()), knowledge) };
    },
  );

  app.get(
    '/warnings/:warningId',
    {
      config: { access: readers('read:warnings') },
      schema: {
        ...described('One warning with figures by unit and day'),
        params: ofWarning,
        response: { 200: warningDetail, ...errorAnswers },
      },
    },
    async (request) => {
      await keeper.freshen();
      const { warnings } = viewFor(request);
      const now = clock.now();
      const basis = { knowledge, silentBefore: silentBefore(now, silentAfterMinutes), now };
      return viewWarning(warnings, await knownWarning(warnings, request.params.warningId), basis);
    },
  );

  app.get(
    '/warnings/:warningId/machines',
    {
      config: { access: { ...readers('read:warnings'), audit: 'warning.machines-read' } },
      schema: {
        ...described('Machines of a warning with their state and what each needs'),
        params: ofWarning,
        querystring: machineQuery,
        response: { 200: machinePage, ...errorAnswers },
      },
    },
    async (request) => {
      await keeper.freshen();
      const { params, query } = request;
      const { warnings } = viewFor(request);
      const { number } = await knownWarning(warnings, params.warningId);
      return warnings.machines.page({ ...query, warning: number, silentBefore: silentBefore(clock.now(), silentAfterMinutes) });
    },
  );
};

/** Throws NOT_FOUND for an unknown one. */
export async function knownWarning({ letters }: Pick<WarningView, 'letters'>, warningId: string): Promise<StoredWarning> {
  const stored = await letters.find(warningId);
  if (!stored) throw new AppError('NOT_FOUND', 'There is no such warning. Look it up in the list of warnings.');
  return stored;
}
