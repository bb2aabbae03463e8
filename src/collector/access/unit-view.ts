import { AppError } from '../../base/app-error.ts';
import type { CollectorStore } from '../../storage/collector/collector-store.ts';
import type { WarningStores } from '../../storage/collector/warnings/warning-stores.ts';

/** What may be read of warnings; letters and their files are for every unit. */
export interface WarningView {
  readonly letters: Pick<WarningStores['letters'], 'find' | 'page' | 'events'>;
  readonly attachments: Pick<WarningStores['attachments'], 'list' | 'read'>;
  readonly figures: Omit<WarningStores['figures'], 'recount'>;
  readonly machines: WarningStores['machines'];
  readonly imported: Pick<WarningStores['imported'], 'page'>;
}

/** All that is read of machines and units, within what one may see. Routes read through it, and not from the stores. */
export interface UnitView {
  readonly units: { list(silentBefore: number): ReturnType<CollectorStore['units']['list']> };
  readonly endpoints: Pick<CollectorStore['endpoints'], 'page' | 'detail'> & { isSeen(endpointId: string): Promise<boolean> };
  readonly sections: { ofEndpoint: CollectorStore['sections']['ofEndpoint'] };
  readonly findings: Pick<CollectorStore['findings'], 'page'>;
  readonly summaries: Pick<CollectorStore['summaries'], 'page'>;
  readonly warnings: WarningView;
  /** Throws FORBIDDEN for a unit that is not in view, whether or not there is one. */
  requireUnit(unitId: string): void;
}

type ViewedStores = Pick<CollectorStore, 'units' | 'endpoints' | 'sections' | 'findings' | 'summaries' | 'warnings'>;

/** Null sees all units. An endpoint of another unit is as one that does not exist. */
export function viewOf(store: ViewedStores, unitId: string | null): UnitView {
  const own = unitId ?? undefined;
  const requireUnit = (asked: string): void => {
    if (own !== undefined && asked !== own) throw new AppError('FORBIDDEN', 'You see your own unit alone. Nothing was read or stored.');
  };
  const within = <Request extends { readonly unitId?: string | undefined }>(request: Request): Request & { unitId: string | undefined } => {
    if (request.unitId !== undefined) requireUnit(request.unitId);
    return { ...request, unitId: own ?? request.unitId };
  };
  const isSeen = async (endpointId: string): Promise<boolean> => {
    const of = await store.endpoints.unitOf(endpointId);
    return of !== null && (own === undefined || of === own);
  };
  const { figures, machines, imported, letters, attachments } = store.warnings;
  return {
    requireUnit,
    units: { list: (silentBefore) => store.units.list(silentBefore, own) },
    endpoints: {
      isSeen,
      page: async (request) => store.endpoints.page(within(request)),
      detail: async (endpointId, silentBefore) => ((await isSeen(endpointId)) ? store.endpoints.detail(endpointId, silentBefore) : null),
    },
    sections: {
      ofEndpoint: async (endpointId, name) => ((await isSeen(endpointId)) ? store.sections.ofEndpoint(endpointId, name) : null),
    },
    findings: { page: async (request) => store.findings.page(within(request)) },
    summaries: { page: async (request) => store.summaries.page(within(request)) },
    warnings: {
      letters,
      attachments,
      figures: {
        units: (warning) => figures.units(warning, own),
        totals: (warnings) => figures.totals(warnings, own),
        trend: (warning) => figures.trend(warning, own),
        byStandings: (warning, silentBefore) => figures.byStandings(warning, silentBefore, own),
      },
      machines: { page: async (request) => machines.page(within(request)) },
      imported: { page: async (request) => imported.page(within(request)) },
    },
  };
}
