import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AdvisoryRecord, DocumentFormat } from '../../../../src/domain/advisories/advisory.ts';
import { oldestReading } from '../../../../src/domain/advisories/data-age.ts';
import { advisory, product, range } from '../../../support/advisories.ts';
import { advisoryStore, origin } from '../../../support/advisory-store.ts';

const about = (id: string, fixed: string, modifiedAt: string | null = null): AdvisoryRecord => ({
  kind: 'advisory',
  advisory: advisory(id, [product('debian|12|openssl', { ranges: [range(null, fixed)] })], { cves: ['CVE-2026-0001'], modifiedAt }),
});
const fixesOf = (store: ReturnType<typeof advisoryStore>): unknown =>
  store.catalogue.show('CVE-2026-0001').advisories.map(({ products }) => products[0]?.ranges[0]?.fixed);

test('the same document again changes nothing, another one of the source takes its place', () => {
  using store = advisoryStore();
  const put = (content: string, fixed: string) => store.documents.put(origin('feed.json', content), [about('A', fixed)]);
  expect([put('one', '1'), put('one', '1'), put('two', '2')]).toStrictEqual(['imported', 'unchanged', 'imported']);
  expect(fixesOf(store)).toStrictEqual(['2']);
  expect(store.catalogue.counts().advisories).toBe(1);
});

test('what a new document does not say any more is gone', () => {
  using store = advisoryStore();
  store.documents.put(origin('feed.json', 'one'), [about('A', '1'), about('B', '1')]);
  store.documents.put(origin('feed.json', 'two'), [about('B', '1')]);
  expect(Array.from(store.catalogue.list(), ({ advisory: id }) => id)).toStrictEqual(['B']);
});

test('of one advisory from two sources the newer text counts, whichever came first', () => {
  using store = advisoryStore();
  store.documents.put(origin('new.json'), [about('A', '2', '2026-02-01T00:00:00Z')]);
  store.documents.put(origin('old.json'), [about('A', '1', '2026-01-01T00:00:00Z')]);
  expect(fixesOf(store)).toStrictEqual(['2']);
  store.documents.put(origin('newest.json'), [about('A', '3', '2026-03-01T00:00:00Z')]);
  expect(fixesOf(store)).toStrictEqual(['3']);
});

test('a document that breaks off leaves nothing of itself, and what was before stays', () => {
  using store = advisoryStore();
  store.documents.put(origin('feed.json', 'one'), [about('A', '1')]);
  function* breaksOff(): Iterable<AdvisoryRecord> {
    yield about('B', '1');
    throw new Error('cut off');
  }
  expect(() => store.documents.put(origin('feed.json', 'two'), breaksOff())).toThrow('cut off');
  store.documents.put(origin('other.json'), [about('C', '1')]);
  expect(Array.from(store.catalogue.list(), ({ advisory: id }) => id)).toStrictEqual(['A', 'C']);
  expect(store.documents.knows('feed.json', origin('feed.json', 'one').digest)).toBe(true);
});

test('a refused document is remembered with its reason until a good one comes', () => {
  using store = advisoryStore();
  store.documents.quarantine(origin('feed.json', 'bad'), 'no JSON');
  expect(store.catalogue.quarantined()).toStrictEqual([{ source: 'feed.json', reason: 'no JSON' }]);
  expect(store.documents.knows('feed.json', origin('feed.json', 'bad').digest)).toBe(false);
  store.documents.put(origin('feed.json', 'good'), [about('A', '1')]);
  expect(store.catalogue.quarantined()).toStrictEqual([]);
});

test('exploited vulnerabilities, scores and ends of support are found again', () => {
  using store = advisoryStore();
  store.documents.put(origin('facts.json'), [
    {
      kind: 'exploited',
      exploited: {
        cve: 'CVE-2026-0001',
        vendor: 'Acme',
        product: 'Anvil',
        title: 'Falls',
        addedOn: '2026-01-01',
        dueOn: '2026-01-22',
        isUsedByRansomware: true,
        requiredAction: 'Update.',
      },
    },
    { kind: 'score', score: { cve: 'CVE-2026-0001', probability: 0.5, percentile: 0.9, scoredOn: '2026-01-01' } },
    {
      kind: 'support-end',
      supportEnd: {
        product: 'debian|10|',
        label: 'Debian 10',
        endsOn: '2022-09-10',
        extendedEndsOn: null,
        source: 'own',
        readOn: '2026-11-24',
      },
    },
  ]);
  expect(store.catalogue.show('CVE-2026-0001')).toMatchObject({ exploited: { dueOn: '2026-01-22' }, score: { probability: 0.5 } });
  expect(store.facts.supportEndOf('debian|10|')).toMatchObject({ endsOn: '2022-09-10' });
  expect(store.facts.supportEndOf('debian|11|')).toBeNull();
});

test('updates are known with what they take the place of, also from several documents', () => {
  using store = advisoryStore();
  const update = (kb: string, supersedes: string[], build: string | null): AdvisoryRecord => ({
    kind: 'update',
    update: { kb, product: 'windows|10-22h2|windows', supersedes, build },
  });
  store.documents.put(origin('builds.json'), [update('KB5000002', [], '19045.2000')]);
  store.documents.put(origin('chain.csv'), [update('KB5000002', ['KB5000001'], null)]);
  expect(store.facts.supersededBy('KB5000002')).toStrictEqual(['KB5000001']);
  expect(store.facts.supersededBy('KB5999999')).toBeNull();
  expect(store.facts.updatesOf('windows|10-22h2|windows')).toStrictEqual([
    { kb: 'KB5000002', product: 'windows|10-22h2|windows', build: '19045.2000', supersedes: ['KB5000001'] },
  ]);
});

test('each source is as old as when it was last read, whatever is newer beside it', () => {
  using store = advisoryStore();
  const read = (source: string, format: DocumentFormat, readAt: string): void =>
    void store.documents.put({ ...origin(source), format, readAt }, []);
  read('dsa.json', 'osv', '2026-10-01T00:00:00.000Z');
  read('dla.json', 'osv', '2026-10-20T00:00:00.000Z');
  read('scores.csv', 'epss', '2026-11-24T00:00:00.000Z');
  expect(store.documents.readings()).toStrictEqual([
    { format: 'epss', readAt: '2026-11-24T00:00:00.000Z' },
    { format: 'osv', readAt: '2026-10-20T00:00:00.000Z' },
  ]);
  expect(oldestReading(store.documents.readings())).toBe('2026-10-20T00:00:00.000Z');
});

test('what was looked at again and had not changed is as new as the look, also as an archive or an address', () => {
  using store = advisoryStore();
  const address = 'https://example.org/all.zip';
  store.documents.put({ ...origin(`${address}!a.json`), readAt: '2026-10-01T00:00:00.000Z' }, []);
  store.documents.put({ ...origin('other.json'), format: 'csaf', readAt: '2026-10-01T00:00:00.000Z' }, []);
  store.documents.sawAgain(address, '2026-11-23T00:00:00.000Z');
  store.documents.sawAgain('https://example.org/all', '2026-11-24T00:00:00.000Z');
  expect(store.documents.readings()).toStrictEqual([
    { format: 'csaf', readAt: '2026-10-01T00:00:00.000Z' },
    { format: 'osv', readAt: '2026-11-23T00:00:00.000Z' },
  ]);
  store.documents.drop(`${address}!a.json`);
  expect(store.documents.readings().map(({ format }) => format)).toStrictEqual(['csaf']);
});

test('in whatever order documents are asked for, put and refused, each source is as it was last', () => {
  const step = fc.record({
    source: fc.constantFrom('a', 'b'),
    content: fc.constantFrom('1', '2'),
    how: fc.constantFrom('put', 'refuse', 'flush', 'ask'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      using store = advisoryStore();
      const stored = new Map<string, string>();
      const refused = new Set<string>();
      for (const { source, content, how } of steps) {
        const written = origin(source, content);
        expect(store.documents.knows(source, written.digest)).toBe(stored.get(source) === content);
        if (how === 'flush') store.documents.flush();
        if (how === 'refuse') {
          store.documents.quarantine(written, 'no JSON');
          refused.add(source);
        }
        if (how !== 'put') continue;
        const outcome = store.documents.put(written, [about(source, content)]);
        expect(outcome).toBe(stored.get(source) === content ? 'unchanged' : 'imported');
        stored.set(source, content);
        refused.delete(source);
      }
      expect(store.documents.documents().map(({ source }) => source)).toStrictEqual([...stored.keys()].toSorted());
      expect(
        store.catalogue
          .quarantined()
          .map(({ source }) => source)
          .toSorted(),
      ).toStrictEqual([...refused].toSorted());
      expect(store.catalogue.counts().advisories).toBe(stored.size);
    }),
    { numRuns: 60 },
  );
});
