import type { z } from 'zod';
import type { machinePage, warningPage } from '../../src/contracts/warnings.ts';
import type { VulnerabilityData } from '../../src/contracts/vulnerability-data.ts';
import type { View } from './resource.ts';
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

/** What every figure of a warning rests on. */
export const useVulnerabilityData = ({ api, onSignedOut }: WarningPageProps): { view: View<VulnerabilityData>; retry: () => void } =>
  useResource({ key: 'vulnerability-data', ask: api.vulnerabilityData, clock: api.clock, onSignedOut });
