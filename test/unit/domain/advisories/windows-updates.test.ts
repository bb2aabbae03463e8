import { expect, test } from 'vitest';
import { judgeAdvisory } from '../../../../src/domain/advisories/judge-advisory.ts';
import type { UpdateFacts } from '../../../../src/domain/advisories/match-target.ts';
import { advisory, product, range, target, windows10 } from '../../../support/advisories.ts';

const key = 'windows|10-22h2|windows';
/** Three months: each takes the place of the one before. */
const months = [
  { kb: 'KB5000001', build: '19045.1000', supersedes: [] },
  { kb: 'KB5000002', build: '19045.2000', supersedes: ['KB5000001'] },
  { kb: 'KB5000003', build: '19045.3000', supersedes: ['KB5000002'] },
];
const facts: UpdateFacts = {
  supersededBy: (kb) => months.find((month) => month.kb === kb)?.supersedes ?? null,
  updatesOf: (of) => (of === key ? months.map((month) => ({ ...month, product: key })) : []),
};
const byBuild = advisory('CVE-2026-1', [
  product(key, { scheme: 'windows', ranges: [range(null, '19045.2000')], updates: ['KB5000002'], architectures: ['x64'] }),
]);
const byUpdate = advisory('CVE-2026-2', [product(key, { scheme: 'windows', updates: ['KB5000002'] })]);

test.for([
  { name: 'an older revision', revision: 1500, installed: [], status: 'affected' },
  { name: 'a revision that compares by number, not by text', revision: 900, installed: [], status: 'affected' },
  { name: 'the fixing revision', revision: 2000, installed: [], status: 'fixed' },
  { name: 'a later revision, whose update the list does not show', revision: 3000, installed: [], status: 'fixed' },
  { name: 'no revision, the fixing update', revision: null, installed: ['KB5000002'], status: 'fixed' },
  { name: 'no revision, a later cumulative update', revision: null, installed: ['KB5000003'], status: 'fixed' },
  { name: 'no revision, an older update', revision: null, installed: ['KB5000001'], status: 'affected' },
  { name: 'no revision, no update at all', revision: null, installed: [], status: 'affected' },
  { name: 'neither revision nor updates', revision: null, installed: null, status: 'unknown', reason: 'updates-missing' },
  {
    name: 'an update newer than all that is known',
    revision: null,
    installed: ['KB5999999'],
    status: 'unknown',
    reason: 'updates-newer-than-data',
  },
  { name: 'an unknown update older than the fix', revision: null, installed: ['KB4000000'], status: 'affected' },
])('$name -> $status, by build and by update alike', ({ revision, installed, status, reason }) => {
  const machine = target(windows10(revision), [], { facts, installed });
  for (const document of [byBuild, byUpdate]) expect(judgeAdvisory(document, machine)).toMatchObject({ status, ...(reason && { reason }) });
});

test.for([
  {
    name: 'an earlier link of the chain that no document ties to the later ones',
    kb: 'KB4999999',
    supersedes: ['KB4999998'],
    key,
    status: 'fixed',
  },
  { name: 'an update that is no link of the chain', kb: 'KB4999999', supersedes: [], key, status: 'affected' },
  { name: 'a later link', kb: 'KB5000009', supersedes: ['KB5000003'], key, status: 'affected' },
  {
    name: 'a system whose updates stand alone',
    kb: 'KB4999999',
    supersedes: ['KB4999998'],
    key: 'windows|8.1|windows',
    status: 'affected',
  },
])('$name -> $status', ({ kb, supersedes, key: of, status }) => {
  const more = [...months, { kb, build: null, supersedes }];
  const known: UpdateFacts = {
    supersededBy: (name) => more.find((update) => update.kb === name)?.supersedes ?? null,
    updatesOf: (name) => (name === of ? more.map((update) => ({ ...update, product: of })) : []),
  };
  const system = of === key ? windows10(null) : { ...windows10(null), product: 'Windows 8.1', version: null, build: 9600 };
  const document = advisory('CVE-2026-3', [product(of, { scheme: 'windows', updates: [kb] })]);
  expect(judgeAdvisory(document, target(system, [], { facts: known, installed: ['KB5000003'] })).status).toBe(status);
});

test.for([
  { name: 'the fixing update', installed: ['KB5000002'], both: 'fixed' },
  { name: 'a later cumulative update', installed: ['KB5000003'], both: 'fixed' },
  { name: 'an older update: a later one may have been cut away', installed: ['KB5000001'], both: 'unknown' },
  { name: 'no update that is known', installed: [], both: 'unknown' },
])('a list that was cut, with $name -> $both, by build and by update alike', ({ installed, both }) => {
  const machine = target(windows10(null), [], { facts, installed, areUpdatesPartial: true });
  for (const document of [byBuild, byUpdate])
    expect(judgeAdvisory(document, machine)).toMatchObject({ status: both, ...(both === 'unknown' && { reason: 'updates-missing' }) });
});

test.for([
  { name: 'inside a range', ranges: [range(null, '19045.2001')], status: 'unknown' },
  { name: 'before a range that it may have reached', ranges: [range('19045.2500', '19045.3000')], status: 'unknown' },
  { name: 'behind one range, before the next', ranges: [range(null, '19045.1000'), range('19045.2500', '19045.3000')], status: 'unknown' },
  { name: 'behind every range', ranges: [range(null, '19045.1000'), range('19045.1500', '19045.2000')], status: 'fixed' },
  { name: 'in a range without an end', ranges: [range('19045.1000', null)], status: 'affected' },
  { name: 'one of the versions that are named', versions: ['19045.2000'], status: 'unknown' },
  { name: 'behind all versions that are named', versions: ['19045.1999'], status: 'not-affected' },
])('a build that is the least it can be, $name -> $status', ({ ranges = [], versions = [], status }) => {
  const document = advisory('CVE-2026-4', [product(key, { scheme: 'windows', ranges, versions })]);
  const told = { facts, installed: ['KB5000002'], areUpdatesPartial: true };
  expect(judgeAdvisory(document, target(windows10(null), [], told))).toMatchObject({
    status,
    ...(status === 'unknown' && { reason: 'updates-missing' }),
  });
});

test('a revision that the machine told is certain, whatever was cut from its list', () => {
  const machine = target(windows10(1500), [], { facts, installed: ['KB5000001'], areUpdatesPartial: true });
  expect(judgeAdvisory(byBuild, machine).status).toBe('affected');
});

test('a document for another architecture is not about this machine', () => {
  const machine = target({ ...windows10(1500), arch: 'arm64' }, [], { facts });
  expect(judgeAdvisory(byBuild, machine).status).toBe('not-affected');
  expect(judgeAdvisory(byUpdate, machine).status).toBe('affected');
});

test('a Windows out of support is exposed to what is told of its successors, and never has 0 vulnerabilities', () => {
  const old = { ...windows10(null), product: 'Windows 7', version: 'SP1', build: 7601 };
  const machine = target(old, [], { facts, installed: [], endedOn: '2023-01-10' });
  expect(judgeAdvisory(byBuild, machine)).toMatchObject({ status: 'end-of-life' });
});

test('its vendor left it out while it still looked after it: not affected', () => {
  const old = { ...windows10(null), product: 'Windows 7', version: 'SP1', build: 7601 };
  const machine = target(old, [], { facts, installed: [], endedOn: '2023-01-10' });
  const early = { ...byBuild, format: 'msrc-builds' as const, publishedAt: '2021-05-01' };
  expect(judgeAdvisory(early, machine).status).toBe('not-affected');
});
