import { expect, test } from 'vitest';
import type { AffectedProduct } from '../../../../src/domain/advisories/advisory.ts';
import { judgeAdvisory } from '../../../../src/domain/advisories/judge-advisory.ts';
import type { Candidate } from '../../../../src/domain/advisories/match-target.ts';
import { advisory, candidate, debian12, product, range, target, windows10 } from '../../../support/advisories.ts';

const openssl = 'debian|12|openssl';
const packaged = (installed: string | null, more: Partial<Candidate> = {}): Candidate =>
  candidate(openssl, installed, { isDistributed: true, ...more });

const fixedIn = (fixed: string | null): Partial<AffectedProduct> => ({ ranges: [range(null, fixed)] });

test.for([
  { name: 'below the fix', installed: '3.0.11-1~deb12u1', of: fixedIn('3.0.11-1~deb12u2'), status: 'affected' },
  { name: 'the fix itself', installed: '3.0.11-1~deb12u2', of: fixedIn('3.0.11-1~deb12u2'), status: 'fixed' },
  { name: 'above the fix', installed: '3.0.15-1', of: fixedIn('3.0.11-1~deb12u2'), status: 'fixed' },
  { name: 'no fix yet', installed: '3.0.11-1', of: fixedIn(null), status: 'affected' },
  { name: 'before it was introduced', installed: '2.9-1', of: { ranges: [range('3.0', '3.0.11')] }, status: 'not-affected' },
  { name: 'between two ranges', installed: '1.5', of: { ranges: [range(null, '1.2'), range('2.0', '2.3')] }, status: 'fixed' },
  { name: 'the last affected version', installed: '2.3', of: { ranges: [range(null, null, '2.3')] }, status: 'affected' },
  { name: 'behind the last affected version', installed: '2.4', of: { ranges: [range(null, null, '2.3')] }, status: 'fixed' },
  {
    name: 'after, not at, an open beginning',
    installed: '2.0',
    of: { ranges: [{ ...range('2.0', '3.0'), isAfter: true as const }] },
    status: 'not-affected',
  },
  { name: 'one of the listed versions', installed: '2.0', of: { versions: ['1.0', '2.0'] }, status: 'affected' },
  { name: 'none of the listed versions', installed: '3.0', of: { versions: ['1.0', '2.0'] }, status: 'not-affected' },
  { name: 'every version', installed: '9', of: {}, status: 'affected' },
  { name: 'said to be not affected', installed: '9', of: { status: 'not-affected' as const }, status: 'not-affected' },
  {
    name: 'still under investigation',
    installed: '9',
    of: { status: 'under-investigation' as const },
    status: 'unknown',
    reason: 'under-investigation',
  },
  { name: 'no version is known', installed: null, of: fixedIn('3.0'), status: 'unknown', reason: 'version-missing' },
  { name: 'a version that is none', installed: 'a b', of: fixedIn('3.0'), status: 'unknown', reason: 'version-unreadable' },
])('$name -> $status', ({ installed, of, status, reason }) => {
  const exposure = judgeAdvisory(advisory('A', [product(openssl, of)]), target(debian12, [packaged(installed)]));
  expect(exposure).toMatchObject({ status, ...(reason && { reason }) });
});

test('evidence names the item, both versions and the product as the document has it', () => {
  const of = product(openssl, { ...fixedIn('3.0.12'), label: 'Debian 12 openssl', remedy: 'Upgrade.' });
  const { evidence } = judgeAdvisory(advisory('A', [of]), target(debian12, [packaged('3.0.11', { item: 'openssl (libssl3, openssl)' })]));
  expect(evidence).toStrictEqual([
    {
      item: 'openssl (libssl3, openssl)',
      installed: '3.0.11',
      fixed: '3.0.12',
      updates: [],
      product: 'Debian 12 openssl',
      remedy: 'Upgrade.',
    },
  ]);
});

test('what is not installed is not affected, unless the list of software could not be read', () => {
  const of = advisory('A', [product('program||intellivue', { scheme: 'generic' })]);
  expect(judgeAdvisory(of, target(debian12, []))).toMatchObject({
    status: 'not-affected',
    evidence: [{ item: null, installed: null, product: 'program||intellivue' }],
  });
  expect(judgeAdvisory(of, target(debian12, [], { hasSoftware: false }))).toMatchObject({ status: 'unknown', reason: 'inventory-missing' });
});

test('what was looked for and not found is named, the first of many by name and the rest by number', () => {
  const many = Array.from({ length: 12 }, (_, at) => product(`program||monitor ${at}`, { scheme: 'generic', label: `Monitor ${at}` }));
  const { status, evidence } = judgeAdvisory(advisory('A', many), target(debian12, []));
  expect(status).toBe('not-affected');
  expect(evidence.map(({ product: label }) => label)).toStrictEqual([
    'Monitor 0',
    'Monitor 1',
    'Monitor 2',
    'Monitor 3',
    'Monitor 4',
    '… (+7)',
  ]);
  expect(evidence.every(({ item, installed }) => item === null && installed === null)).toBe(true);
});

test('of the products that a document names, those that this kind of system can have are the ones that were looked for', () => {
  const of = advisory('A', [product('windows|10-22h2|windows', { label: 'Windows' }), product('program||chrome', { label: 'Chrome' })]);
  expect(judgeAdvisory(of, target(debian12, [])).evidence.map(({ product: label }) => label)).toStrictEqual(['Chrome']);
});

test('an item that was found and held against its statement is the evidence of not affected', () => {
  const of = advisory('A', [product(openssl, { ranges: [range('3.0', '3.0.11')], label: 'openssl (Debian:12)' })]);
  expect(judgeAdvisory(of, target(debian12, [packaged('2.9-1', { item: 'openssl' })]))).toMatchObject({
    status: 'not-affected',
    evidence: [{ item: 'openssl', installed: '2.9-1', product: 'openssl (Debian:12)' }],
  });
});

test('a system that has its fix is not fixed while nobody knows of the software that the advisory is about as well', () => {
  const of = advisory('A', [product(openssl, fixedIn('3.0.12')), product('program||intellivue', { scheme: 'generic' })]);
  const has = [packaged('3.0.12')];
  expect(judgeAdvisory(of, target(debian12, has)).status).toBe('fixed');
  expect(judgeAdvisory(of, target(debian12, has, { hasSoftware: false }))).toMatchObject({
    status: 'unknown',
    reason: 'inventory-missing',
  });
});

test('an advisory of another system says nothing of this one, also when nothing could be read', () => {
  const of = advisory('A', [product(openssl, fixedIn('3'))]);
  expect(judgeAdvisory(of, target(windows10(1), [], { hasSoftware: false })).status).toBe('not-affected');
});

test('a Linux that cannot be told apart may be affected by what any distribution says', () => {
  const of = advisory('A', [product(openssl, fixedIn('3'))]);
  expect(judgeAdvisory(of, target({ ...debian12, product: 'Own Linux' }, []))).toMatchObject({
    status: 'unknown',
    reason: 'system-unknown',
  });
});

test('an advisory without products decides nothing', () => {
  expect(judgeAdvisory(advisory('A', []), target(debian12, []))).toMatchObject({ status: 'unknown', reason: 'no-advisory' });
});

test('one affected item outweighs a fixed one', () => {
  const of = advisory('A', [product(openssl, fixedIn('3')), product('debian|12|nginx', fixedIn('2'))]);
  const machine = target(debian12, [packaged('4'), candidate('debian|12|nginx', '1')]);
  const { status, evidence } = judgeAdvisory(of, machine);
  expect(status).toBe('affected');
  expect(evidence.map(({ item }) => item)).toStrictEqual(['debian|12|nginx']);
});

test.for([
  { name: 'named in this release, no fix, out of support', key: openssl, endedOn: '2026-01-01', fixed: null, status: 'end-of-life' },
  { name: 'named in this release, with a fix', key: openssl, endedOn: '2026-01-01', fixed: '9', status: 'affected' },
  {
    name: 'named in other releases only, out of support',
    key: 'debian|13|openssl',
    endedOn: '2026-01-01',
    fixed: '9',
    status: 'end-of-life',
  },
  { name: 'named in other releases only, supported', key: 'debian|13|openssl', endedOn: null, fixed: '9', status: 'not-affected' },
])('$name -> $status', ({ key, endedOn, fixed, status }) => {
  const exposure = judgeAdvisory(advisory('A', [product(key, fixedIn(fixed))]), target(debian12, [packaged('3', { endedOn })]));
  expect(exposure.status).toBe(status);
});

test('a vendor that will make no fix leaves it for good', () => {
  const of = product('program||isite pacs', { scheme: 'generic', vendor: 'Philips', isFixPlanned: false, remedy: 'Replace it.' });
  const machine = target(windows10(1), [candidate('program||isite pacs', '3.6', { vendor: 'Philips Healthcare' })]);
  expect(judgeAdvisory(advisory('A', [of]), machine).status).toBe('end-of-life');
});

test.for([
  { name: 'the same vendor, written otherwise', product: 'Google', item: 'Google LLC', status: 'affected' },
  { name: 'another vendor', product: 'Philips', item: 'Acme Corporation', status: 'not-affected' },
  { name: 'legal forms alone are no agreement', product: 'Foo Inc.', item: 'Bar Inc.', status: 'not-affected' },
  { name: 'a vendor in Vietnamese', product: 'Công ty Phần mềm Bệnh Viện', item: 'phần mềm bệnh viện', status: 'affected' },
  { name: 'a usual name and no vendor', product: 'Google', item: null, status: 'unknown' },
])('$name -> $status', ({ product: vendor, item, status }) => {
  const of = product('program||chrome', { scheme: 'generic', vendor, ...fixedIn('120') });
  const machine = target(windows10(1), [candidate('program||chrome', '119', { vendor: item })]);
  expect(judgeAdvisory(advisory('A', [of]), machine).status).toBe(status);
});

test('a package of a distribution is not held against the versions of its maker', () => {
  const of = product('program||openssl', { scheme: 'generic', ...fixedIn('3.0.15') });
  const machine = target(debian12, [packaged('3.0.11-1~deb12u2', { keys: [openssl, 'program||openssl'] })]);
  expect(judgeAdvisory(advisory('A', [of]), machine)).toMatchObject({ status: 'unknown', reason: 'distribution-version' });
});
