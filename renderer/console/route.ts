import { z } from 'zod';
import { findingState, severity } from '../../src/contracts/finding.ts';
import { signInRequest } from '../../src/contracts/http-api.ts';
import { type ProviderRefusal, providerRefusal } from '../../src/contracts/sign-in-ways.ts';
import type { FindingState } from '../../src/domain/finding.ts';
import type { Severity } from '../../src/domain/severity.ts';
import { type MachineState, machineStates } from '../../src/domain/warnings/figures.ts';

/** Which findings a list shows; `any` is every one. */
export interface FindingFilter {
  readonly state: FindingState | 'any';
  readonly severity: Severity | 'any';
}

/** Which machines of a warning a list shows; `any` is every one. */
export type MachineFilter = MachineState | 'any';

export type Route =
  | { readonly page: 'overview'; readonly unitId: string | null; readonly filter: FindingFilter }
  | { readonly page: 'endpoint'; readonly endpointId: string; readonly filter: FindingFilter }
  | { readonly page: 'warnings' }
  | { readonly page: 'imported-machines' }
  | { readonly page: 'account' }
  | { readonly page: 'people' }
  | { readonly page: 'audit' }
  | { readonly page: 'new-warning' }
  | { readonly page: 'edit-warning'; readonly warningId: string }
  | { readonly page: 'warning'; readonly warningId: string; readonly filter: MachineFilter }
  /** `token` is null where the link is incomplete. */
  | { readonly page: 'sign-in'; readonly token: string | null }
  /** `token` is that of an invitation; null where the link is incomplete. */
  | { readonly page: 'first-password'; readonly token: string | null }
  /** Back from the identity provider, and not signed in. */
  | { readonly page: 'provider-refused'; readonly because: ProviderRefusal }
  | { readonly page: 'nowhere' };

export const firstFilter: FindingFilter = { state: 'open', severity: 'any' };
const uuid = z.uuid();

/**
 * Pure. Where a location hash leads: `#/`, `#/endpoints/<id>`, `#/warnings`, `#/warnings/new`, `#/warnings/<id>`,
 * `#/warnings/<id>/edit`, `#/imported-machines`, `#/account`, `#/people`, `#/audit`, `#/sign-in?token=…`, `#/first-password?token=…`,
 * `#/provider-refused?because=…`.
 */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const values = new URLSearchParams(query);
  const filter = filterOf(values);
  if (path === '') return { page: 'overview', unitId: uuid.safeParse(values.get('unit')).data ?? null, filter };
  if (path === 'sign-in') return { page: 'sign-in', token: signInRequest.shape.token.safeParse(values.get('token')).data ?? null };
  if (path === 'first-password')
    return { page: 'first-password', token: signInRequest.shape.token.safeParse(values.get('token')).data ?? null };
  if (path === 'provider-refused')
    return { page: 'provider-refused', because: providerRefusal.safeParse(values.get('because')).data ?? 'unproven' };
  if (path === 'account' || path === 'people' || path === 'audit') return { page: path };
  if (path === 'warnings') return { page: 'warnings' };
  if (path === 'imported-machines') return { page: 'imported-machines' };
  if (path === 'warnings/new') return { page: 'new-warning' };
  const toEdit = uuid.safeParse(/^warnings\/([^/]+)\/edit$/.exec(path)?.[1]).data;
  if (toEdit) return { page: 'edit-warning', warningId: toEdit };
  const warningId = uuid.safeParse(/^warnings\/([^/]+)$/.exec(path)?.[1]).data;
  if (warningId) return { page: 'warning', warningId, filter: readMachineFilter(values.get('state')) };
  const endpointId = uuid.safeParse(/^endpoints\/([^/]+)$/.exec(path)?.[1]).data;
  return endpointId ? { page: 'endpoint', endpointId, filter } : { page: 'nowhere' };
}

/** Pure. The hash of a place, without what is as it is at first. */
export function hashOf(route: Extract<Route, { page: 'overview' | 'endpoint' }>): string {
  const query = new URLSearchParams();
  if (route.page === 'overview' && route.unitId !== null) query.set('unit', route.unitId);
  if (route.filter.state !== firstFilter.state) query.set('state', route.filter.state);
  if (route.filter.severity !== firstFilter.severity) query.set('severity', route.filter.severity);
  const path = route.page === 'overview' ? '#/' : `#/endpoints/${route.endpointId}`;
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

export const overviewHash = (unitId: string | null, filter: FindingFilter = firstFilter): string =>
  hashOf({ page: 'overview', unitId, filter });
export const endpointHash = (endpointId: string, filter: FindingFilter = firstFilter): string =>
  hashOf({ page: 'endpoint', endpointId, filter });

export const warningsHash = '#/warnings';
export const accountHash = '#/account';
export const peopleHash = '#/people';
export const auditHash = '#/audit';
export const importedMachinesHash = '#/imported-machines';
export const newWarningHash = '#/warnings/new';
export const editWarningHash = (warningId: string): string => `#/warnings/${warningId}/edit`;
export const warningHash = (warningId: string, filter: MachineFilter = 'any'): string =>
  `#/warnings/${warningId}${filter === 'any' ? '' : `?state=${filter}`}`;

/** Pure. What is none of ours shows every machine. */
export const readMachineFilter = (text: string | null): MachineFilter => machineStates.find((state) => state === text) ?? 'any';

const anyOr = <Values extends z.ZodType>(values: Values) => z.union([z.literal('any'), values]);
const filterState = anyOr(findingState);
const filterSeverity = anyOr(severity);

/** Pure. What a filter is set to by texts of a page or an address; what is none of ours is as at first. */
export function readFilter(texts: { readonly state: string | null; readonly severity: string | null }): FindingFilter {
  return {
    state: filterState.safeParse(texts.state).data ?? firstFilter.state,
    severity: filterSeverity.safeParse(texts.severity).data ?? firstFilter.severity,
  };
}

const filterOf = (values: URLSearchParams): FindingFilter => readFilter({ state: values.get('state'), severity: values.get('severity') });
