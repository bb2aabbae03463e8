import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstFilter, hashOf, readFilter, readRoute } from '../../../renderer/console/route.ts';
import { findingStates } from '../../../src/domain/finding.ts';
import { severities } from '../../../src/domain/severity.ts';

const id = '9a0f7c1e-4b52-4d3a-8f1e-2b6c7d8e9f10';
const token = 'a-_Z'.repeat(10).padEnd(43, '0');

test.for([
  ['', { page: 'overview', unitId: null, filter: firstFilter }],
  ['#/', { page: 'overview', unitId: null, filter: firstFilter }],
  [`#/?unit=${id}&severity=critical`, { page: 'overview', unitId: id, filter: { state: 'open', severity: 'critical' } }],
  ['#/?unit=robert%27--&state=gone&severity=worst', { page: 'overview', unitId: null, filter: firstFilter }],
  [`#/endpoints/${id}?state=any`, { page: 'endpoint', endpointId: id, filter: { state: 'any', severity: 'any' } }],
  ['#/endpoints/none', { page: 'nowhere' }],
  [`#/endpoints/${id}/more`, { page: 'nowhere' }],
  ['#/warnings', { page: 'warnings' }],
  ['#/imported-machines', { page: 'imported-machines' }],
  [`#/warnings/${id}`, { page: 'warning', warningId: id, filter: 'any' }],
  [`#/warnings/${id}?state=end-of-life`, { page: 'warning', warningId: id, filter: 'end-of-life' }],
  [`#/warnings/${id}?state=fine`, { page: 'warning', warningId: id, filter: 'any' }],
  ['#/warnings/new', { page: 'new-warning' }],
  [`#/warnings/${id}/edit`, { page: 'edit-warning', warningId: id }],
  ['#/warnings/none/edit', { page: 'nowhere' }],
  ['#/warnings/none', { page: 'nowhere' }],
  ['#/elsewhere', { page: 'nowhere' }],
  [`#/sign-in?token=${token}`, { page: 'sign-in', token }],
  ['#/sign-in?token=short', { page: 'sign-in', token: null }],
  ['#/sign-in', { page: 'sign-in', token: null }],
] as const)('%s', ([hash, route]) => expect(readRoute(hash)).toEqual(route));

test('what is as it is at first is not in the address', () =>
  expect(hashOf({ page: 'overview', unitId: null, filter: firstFilter })).toBe('#/'));

test('every place that can be shown has an address that leads back to it', () => {
  const filter = fc.record({ state: fc.constantFrom('any', ...findingStates), severity: fc.constantFrom('any', ...severities) });
  fc.assert(
    fc.property(fc.option(fc.uuid()), fc.uuid(), filter, (unitId, endpointId, chosen) => {
      const places = [
        { page: 'overview', unitId, filter: chosen },
        { page: 'endpoint', endpointId, filter: chosen },
      ] as const;
      for (const place of places) expect(readRoute(hashOf(place))).toEqual(place);
    }),
  );
});

test('a filter of anything is a filter', () =>
  fc.assert(
    fc.property(fc.option(fc.string()), fc.option(fc.string()), (state, severity) => {
      const filter = readFilter({ state, severity });
      expect([...findingStates, 'any']).toContain(filter.state);
      expect([...severities, 'any']).toContain(filter.severity);
    }),
  ));
