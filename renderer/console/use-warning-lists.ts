import type { z } from 'zod';
import type { machinePage, warningPage } from '../../src/contracts/warnings.ts';
import { type PageProps, warnedMachinesPerPage, warningsPerPage } from './page-props.ts';
import type { MachineFilter } from './route.ts';
import type { Paged } from './use-lists.ts';
import { usePages } from './use-pages.ts';
import { useResource } from './use-resource.ts';

export function useWarnings({ api, onSignedOut }: PageProps): Paged<z.infer<typeof warningPage>> {
  const pages = usePages('warnings');
  const { cursor } = pages;
  const resource = useResource({
    key: `warnings ${cursor}`,
    ask: (signal) => api.warnings({ cursor, limit: warningsPerPage }, signal),
    clock: api.clock,
    onSignedOut,
  });
  return { ...resource, pages };
}

export function useWarnedMachines(
  { api, onSignedOut }: PageProps,
  warningId: string,
  filter: MachineFilter,
): Paged<z.infer<typeof machinePage>> {
  const list = `${warningId} ${filter}`;
  const pages = usePages(list);
  const { cursor } = pages;
  const state = filter === 'any' ? undefined : filter;
  const resource = useResource({
    key: `${list} ${cursor}`,
    ask: (signal) => api.warnedMachines(warningId, { state, cursor, limit: warnedMachinesPerPage }, signal),
    clock: api.clock,
    onSignedOut,
  });
  return { ...resource, pages };
}
