import type { z } from 'zod';
import type { importedMachinePage } from '../../src/contracts/imported-machines.ts';
import { importedMachinesPerPage, type PageProps } from './page-props.ts';
import type { Paged } from './use-lists.ts';
import { usePages } from './use-pages.ts';
import { useResource } from './use-resource.ts';

export function useImportedMachines(
  { api, onSignedOut }: PageProps,
  unitId: string | undefined,
): Paged<z.infer<typeof importedMachinePage>> {
  const list = `imported ${unitId ?? 'all'}`;
  const pages = usePages(list);
  const { cursor } = pages;
  const resource = useResource({
    key: `${list} ${cursor}`,
    ask: (signal) => api.importedMachines({ unitId, cursor, limit: importedMachinesPerPage }, signal),
    clock: api.clock,
    onSignedOut,
  });
  return { ...resource, pages };
}
