import type { z } from 'zod';
import type { Clock } from '../../src/base/clock.ts';
import type { endpointPage, findingPage } from '../../src/contracts/http-api.ts';
import type { Answer } from './answer.ts';
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

export interface PagedQuestion<Value> {
  /** Names the list: another one starts at its first page. */
  readonly list: string;
  readonly ask: (cursor: string | undefined, signal: AbortSignal) => Promise<Answer<Value>>;
}

/** A list that is read by cursor. */
export function usePaged<Value>(
  { api, onSignedOut }: { readonly api: { readonly clock: Clock }; readonly onSignedOut: () => void },
  { list, ask }: PagedQuestion<Value>,
): Paged<Value> {
  const pages = usePages(list);
  const { cursor } = pages;
  const resource = useResource({ key: `${list} ${cursor}`, ask: (signal) => ask(cursor, signal), clock: api.clock, onSignedOut });
  return { ...resource, pages };
}

/** Whose endpoints or findings; what is not named is not asked for. */
export interface Scope {
  readonly unitId?: string | undefined;
  readonly endpointId?: string | undefined;
}

export const useEndpoints = (page: PageProps, unitId: string | undefined): Paged<z.infer<typeof endpointPage>> =>
  usePaged(page, {
    list: unitId ?? 'all',
    ask: (cursor, signal) => page.api.endpoints({ unitId, cursor, limit: endpointsPerPage }, signal),
  });

export const useFindings = (page: PageProps, scope: Scope, filter: FindingFilter): Paged<z.infer<typeof findingPage>> =>
  usePaged(page, {
    list: `${scope.unitId} ${scope.endpointId} ${filter.state} ${filter.severity}`,
    ask: (cursor, signal) => {
      const state = filter.state === 'any' ? undefined : filter.state;
      const severity = filter.severity === 'any' ? undefined : filter.severity;
      return page.api.findings({ ...scope, state, severity, cursor, limit: findingsPerPage }, signal);
    },
  });
