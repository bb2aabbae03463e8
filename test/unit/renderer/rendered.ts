import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Endpoint, Unit } from '../../../src/contracts/http-api.ts';

/** What a component says, without its markup. */
export const said = (element: ReactElement): string =>
  renderToStaticMarkup(element)
    .replaceAll(/<(li|tr|p|div|dt|dd|td|th|summary|span)[ >]/g, ' $&')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ')
    .trim();

export const markup = renderToStaticMarkup;

const noFindings = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };

export function anEndpoint(over: Partial<Endpoint> = {}): Endpoint {
  return {
    endpointId: '9a0f7c1e-4b52-4d3a-8f1e-2b6c7d8e9f10',
    unitId: '1b2c3d4e-4b52-4d3a-8f1e-2b6c7d8e9f10',
    unitName: 'Trạm Y tế B',
    hostname: 'kham-01',
    os: 'linux',
    osName: 'Debian GNU/Linux',
    osVersion: '12',
    agentVersion: '0.1.0',
    enrolledAt: '2026-11-01T00:00:00.000Z',
    lastSeenAt: '2026-11-23T10:00:00.000Z',
    isSilent: false,
    clockSkewSeconds: 0,
    patchStatus: 'pass',
    openFindings: noFindings,
    ...over,
  };
}

export function aUnit(name: string, open: Partial<Unit['openFindings']> = {}, over: Partial<Unit> = {}): Unit {
  return { unitId: crypto.randomUUID(), name, endpoints: 1, silent: 0, openFindings: { ...noFindings, ...open }, ...over };
}
