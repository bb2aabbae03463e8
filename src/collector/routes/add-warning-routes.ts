import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../base/clock.ts';
import type { CveKnowledgeBase, Exposures } from '../../domain/warnings/exposures.ts';
import type { CollectorStore } from '../../storage/collector/collector-store.ts';
import type { Guard } from '../access/guard.ts';
import type { Views } from '../access/views.ts';
import { createWarningKeeper, type WarningKeeper } from '../warnings/warning-keeper.ts';
import { warningChangeRoutes } from './warning-changes.ts';
import { warningFileRoutes } from './warning-files.ts';
import { warningRoutes, type WarningRouteOptions } from './warnings.ts';

export interface WarningParts {
  readonly store: CollectorStore;
  readonly guard: Guard;
  readonly viewFor: Views;
  readonly advisories: Exposures & CveKnowledgeBase;
  readonly clock: Clock;
  readonly silentAfterMinutes: number;
}

/** All that has to do with warnings; their figures are kept up until the app closes. */
export async function addWarningRoutes(
  app: FastifyInstance,
  { store, guard, viewFor, advisories, clock, silentAfterMinutes }: WarningParts,
): Promise<WarningKeeper> {
  const { warnings } = store;
  const onFailure = (thrown: unknown): void => app.log.error({ err: thrown }, 'figures of warnings could not be kept up');
  const keeper = createWarningKeeper({ warnings, exposures: advisories, clock, silentAfterMinutes, onFailure });
  app.addHook('onClose', () => keeper.close());
  const options: WarningRouteOptions = { viewFor, keeper, knowledge: advisories, clock, silentAfterMinutes };
  await app.register(warningRoutes, options);
  await app.register(warningFileRoutes, options);
  await app.register(warningChangeRoutes, { warnings, guard, keeper, clock });
  return keeper;
}
