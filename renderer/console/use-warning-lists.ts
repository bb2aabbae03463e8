import type { z } from 'zod';
import type { machinePage, warningPage } from '../../src/contracts/warnings.ts';
import type { MachineFilter } from './route.ts';
import { type Paged, usePaged } from './use-lists.ts';
import { useResource } from './use-resource.ts';
import { type WarningPageProps, warnedMachinesPerPage, warningsPerPage } from './warning-page-props.ts';

export const useWarnings = (page: WarningPageProps): Paged<z.infer<typeof warningPage>> =>
  usePaged(page, { list: 'warnings', ask: (cursor, signal) => page.api.warnings({ cursor, limit: warningsPerPage }, signal) });

export const useWarnedMachines = (page: WarningPageProps, warningId: string, filter: MachineFilter): Paged<z.infer<typeof machinePage>> =>
  usePaged(page, {
    list: `${warningId} ${filter}`,
    ask: (cursor, signal) => {
      const state = filter === 'any' ? undefined : filter;
      return page.api.warnedMachines(warningId, { state, cursor, limit: warnedMachinesPerPage }, signal);
    },
  });

export const useRanking = ({ api, onSignedOut }: WarningPageProps) =>
  useResource({ key: 'ranking', ask: api.ranking, clock: api.clock, onSignedOut });

/** What every figure of a warning rests on. */
export const useVulnerabilityData = ({ api, onSignedOut }: WarningPageProps) =>
  useResource({ key: 'vulnerability-data', ask: api.vulnerabilityData, clock: api.clock, onSignedOut });
