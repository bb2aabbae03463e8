import fc from 'fast-check';
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
    kb: 'KB4980000',
    supersedes: ['KB4979999'],
    key,
    status: 'fixed',
  },
  {
    // KB5070883 of October 2025 came before KB5068791 of November.
    name: 'a link whose number is too near to tell which came first',
    kb: 'KB4999999',
    supersedes: ['KB4999998'],
    key,
    status: 'unknown',
  },
  { name: 'an update that is no link of the chain', kb: 'KB4980000', supersedes: [], key, status: 'unknown' },
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
  { name: 'takes the place of the update of this build', supersedes: ['KB5000002'], kb: 'KB5000011', status: 'affected' },
  { name: 'takes the place of one with a higher build', supersedes: ['KB5000003'], kb: 'KB5000011', status: 'affected' },
  { name: 'has a number far above one with a higher build', supersedes: [], kb: 'KB5090000', status: 'affected' },
  { name: 'takes the place of an earlier one alone', supersedes: ['KB5000001'], kb: 'KB5000011', status: 'unknown' },
  { name: 'is tied to nothing', supersedes: [], kb: 'KB5000011', status: 'unknown' },
])('with a known revision, an update without a build that $name -> $status', ({ kb, supersedes, status }) => {
  const more = [...months, { kb, build: null, supersedes }];
  const known: UpdateFacts = {
    supersededBy: (name) => more.find((update) => update.kb === name)?.supersedes ?? null,
    updatesOf: (name) => (name === key ? more.map((update) => ({ ...update, product: key })) : []),
  };
  const document = advisory('CVE-2026-5', [product(key, { scheme: 'windows', updates: [kb] })]);
  for (const installed of [null, [], ['KB4000000']]) {
    const machine = target(windows10(2000), [], { facts: known, installed });
    expect(judgeAdvisory(document, machine)).toMatchObject({ status, ...(status === 'unknown' && { reason: 'update-not-placed' }) });
  }
});

/** No document tells a build: chains and lists are all there is. */
test.for([
  { name: 'the list names what it takes the place of', installed: ['KB5000002'], status: 'affected' },
  { name: 'the list names only earlier ones of the chain', installed: ['KB5000001'], status: 'affected' },
  { name: 'the list names it', installed: ['KB5000003'], status: 'fixed' },
  { name: 'the list names one that is tied to no other', installed: ['KB5000002', 'KB5000007'], status: 'unknown' },
  { name: 'the list could not be read', installed: null, status: 'unknown' },
])('with a known revision and chains without builds, $name -> $status', ({ installed, status }) => {
  const chain = [...months, { kb: 'KB5000007', supersedes: [] }].map((update) => ({ ...update, product: key, build: null }));
  const known: UpdateFacts = {
    supersededBy: (name) => chain.find(({ kb }) => kb === name)?.supersedes ?? null,
    updatesOf: (name) => (name === key ? chain : []),
  };
  const document = advisory('CVE-2026-6', [product(key, { scheme: 'windows', updates: ['KB5000003'] })]);
  expect(judgeAdvisory(document, target(windows10(2500), [], { facts: known, installed })).status).toBe(status);
});

test('a machine is never told to lack an update below its own, whatever of the chain documents tell', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 11 }),
      fc.array(fc.record({ isLinked: fc.boolean(), hasBuild: fc.boolean(), stray: fc.integer({ min: 0, max: 2_100 }) }), {
        minLength: 12,
        maxLength: 12,
      }),
      fc.boolean(),
      (own, links, isListed) => {
        // Two thousand numbers a month, and some of them out of turn.
        const chain = links.map(({ stray }, at) => ({ kb: `KB${5_000_000 + at * 2_000 + stray}`, at })).map(({ kb, at }) => ({ kb, at }));
        fc.pre(new Set(chain.map(({ kb }) => kb)).size === chain.length);
        const known = chain.map(({ kb, at }) => ({
          kb,
          product: key,
          build: links[at]?.hasBuild ? `19045.${1000 + at}` : null,
          supersedes: at > 0 && links[at]?.isLinked ? [chain[at - 1]?.kb ?? ''] : [],
        }));
        const of: UpdateFacts = {
          supersededBy: (name) => known.find(({ kb }) => kb === name)?.supersedes ?? null,
          updatesOf: (name) => (name === key ? known : []),
        };
        const installed = isListed ? [chain[own]?.kb ?? ''] : [];
        const machine = target(windows10(1000 + own), [], { facts: of, installed });
        for (const { kb, at } of chain) {
          const { status } = judgeAdvisory(advisory('A', [product(key, { scheme: 'windows', updates: [kb] })]), machine);
          expect(status).not.toBe(at <= own ? 'affected' : 'fixed');
        }
      },
    ),
  ));

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

test('the evidence of being out of support names the system of the machine, not the first product of the document', () => {
  const old = { ...windows10(null), product: 'Windows 7', version: 'SP1', build: 7601 };
  const machine = target(old, [], { facts, installed: [], endedOn: '2023-01-10' });
  const { evidence } = judgeAdvisory(
    advisory('CVE-2026-7', [
      product('windows|server-2025|windows', { label: 'Windows Server 2025', updates: ['KB5000002'] }),
      product(key, { label: 'Windows 10 22H2' }),
    ]),
    machine,
  );
  expect(evidence).toStrictEqual([{ item: 'Windows 7', installed: null, fixed: null, updates: [], product: 'Windows 7', remedy: null }]);
});

test('its vendor left it out while it still looked after it: not affected', () => {
  const old = { ...windows10(null), product: 'Windows 7', version: 'SP1', build: 7601 };
  const machine = target(old, [], { facts, installed: [], endedOn: '2023-01-10' });
  const early = { ...byBuild, format: 'msrc-builds' as const, publishedAt: '2021-05-01' };
  expect(judgeAdvisory(early, machine).status).toBe('not-affected');
});
