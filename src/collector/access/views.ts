import type { FastifyRequest } from 'fastify';
import type { CollectorStore } from '../../storage/collector/collector-store.ts';
import type { Guard } from './guard.ts';
import { type UnitView, viewOf } from './unit-view.ts';

/** What whoever makes this request may see. */
export type Views = (request: FastifyRequest) => UnitView;

export const createViews =
  (store: CollectorStore, guard: Guard): Views =>
  (request) =>
    viewOf(store, guard.principalOf(request).unit?.unitId ?? null);
