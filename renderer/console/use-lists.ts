import type { z } from 'zod';
import type { endpointPage, findingPage } from '../../src/contracts/http-api.ts';
import { endpointsPerPage, findingsPerPage, type PageProps } from './page-props.ts';
import type { View } from './resource.ts';
import type { FindingFilter } from './route.ts';
import { type Pages, usePages } from './use-pages.ts';
import { useResource } from './use-resource.ts';

export interface Paged<Value> {
  readonly view: View<Value>;
  readonly pages: Pages;
  readonly retry: () => void;
}

/** Whose endpoints or findings; what is not named is not asked for. */
export interface Scope {
  readonly unitId?: string | undefined;
  readonly endpointId?: string | undefined;
}

export function useEndpoints({ api, onSignedOut }: PageProps, unitId: string | undefined): Paged<z.infer<typeof endpointPage>> {
  const list = unitId ?? 'all';
  const pages = usePages(list);
  const { cursor } = pages;
  const resource = useResource({
    key: `${list} ${cursor}`,
    ask: (signal) => api.endpoints({ unitId, cursor, limit: endpointsPerPage }, signal),
    clock: api.clock,
    onSignedOut,
  });
  return { ...resource, pages };
}

export function useFindings({ api, onSignedOut }: PageProps, scope: Scope, filter: FindingFilter): Paged<z.infer<typeof findingPage>> {
  const list = `${scope.unitId} ${scope.endpointId} ${filter.state} ${filter.severity}`;
  const pages = usePages(list);
  const { cursor } = pages;
  const state = filter.state === 'any' ? undefined : filter.state;
  const severity = filter.severity === 'any' ? undefined : filter.severity;
  const resource = useResource({
    key: `${list} ${cursor}`,
    ask: (signal) => api.findings({ ...scope, state, severity, cursor, limit: findingsPerPage }, signal),
    clock: api.clock,
    onSignedOut,
  });
  return { ...resource, pages };
}
