import { expect, test } from 'vitest';
import type { AdvisoryRecord } from '../../../../src/domain/advisories/advisory.ts';
import type { FeedHeader } from '../../../../src/contracts/feed.ts';
import { advisory, debian12, product, range, target } from '../../../support/advisories.ts';
import { advisoryStore, origin } from '../../../support/advisory-store.ts';

const about = (id: string, key: string, fixed: string): AdvisoryRecord => ({
  kind: 'advisory',
  advisory: advisory(id, [product(key, { ranges: [range(null, fixed)] })], { cves: [`CVE-2026-000${id.length}`] }),
});
const header = (feedId: string, fromVersion: number, toVersion: number): FeedHeader => ({
  formatVersion: 1,
  feedId,
  fromVersion,
  toVersion,
  createdAt: '2026-11-24T08:00:00.000Z',
  items: 0,
  payloadBytes: 0,
  inflatedBytes: 0,
  payloadSha256: '0'.repeat(64),
  certificate: '',
});
const idsOf = (store: ReturnType<typeof advisoryStore>): string[] =>
  Array.from(store.catalogue.list(), ({ advisory: id }) => id).toSorted();
const debian = ['debian||openssl'];

test('only what is about products that exist goes out, and versions grow with what changes', () => {
  using source = advisoryStore();
  source.documents.put(origin('a'), [about('A', 'debian|12|openssl', '1'), about('BB', 'debian|12|nginx', '1')]);
  expect(source.feed.refresh(debian)).toBe(1);
  expect(source.feed.refresh(debian)).toBe(1);
  expect(source.feed.itemsSince(0).map(({ id }) => id)).toStrictEqual(['advisory/osv/A/', 'readings', 'releases']);
  expect(source.feed.refresh(['debian||openssl', 'debian||nginx'])).toBe(2);
  expect(source.feed.itemsSince(1).map(({ id }) => id)).toStrictEqual(['advisory/osv/BB/']);
  expect(source.feed.everything().map(({ id }) => id)).toStrictEqual(['advisory/osv/A/', 'advisory/osv/BB/', 'readings', 'releases']);
});

test('an endpoint follows by changes alone to what a whole feed gives', () => {
  using source = advisoryStore();
  using whole = advisoryStore();
  using following = advisoryStore();
  const { feed } = source;
  source.documents.put(origin('a', '1'), [about('A', 'debian|12|openssl', '1'), about('BB', 'debian|12|openssl', '1')]);
  feed.refresh(debian);
  expect(following.received.apply(header(feed.feedId, 0, 1), feed.itemsSince(0))).toBe('applied');
  source.documents.put(origin('a', '2'), [about('A', 'debian|12|openssl', '2'), about('CCC', 'debian|12|openssl', '1')]);
  feed.refresh(debian);
  following.received.apply(header(feed.feedId, 1, 2), feed.itemsSince(1));
  whole.received.apply(header(feed.feedId, 0, 2), feed.itemsSince(0));
  expect(idsOf(following)).toStrictEqual(['A', 'CCC']);
  expect(idsOf(whole)).toStrictEqual(['A', 'CCC']);
  expect(following.catalogue.show('CVE-2026-0001')).toStrictEqual(whole.catalogue.show('CVE-2026-0001'));
  expect(following.received.position()).toStrictEqual({ feedId: feed.feedId, version: 2 });
});

test('a feed never goes back, and never leaves a gap', () => {
  using store = advisoryStore();
  const feedId = '00000000-0000-4000-8000-000000000001';
  store.received.apply(header(feedId, 0, 5), []);
  expect(() => store.received.apply(header(feedId, 0, 4), [])).toThrow(/older than what this machine has/);
  expect(() => store.received.apply(header(feedId, 7, 8), [])).toThrow(/holds changes since version 7/);
  expect(store.received.apply(header(feedId, 0, 5), [])).toBe('unchanged');
  expect(store.received.position()?.version).toBe(5);
});

test('a collector that was set up anew is followed from its beginning, and what the old one said is gone', () => {
  using store = advisoryStore();
  const [old, young] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
  const records = [about('A', 'debian|12|openssl', '1')];
  store.received.apply(header(old, 0, 9), [{ id: 'advisory/osv/A/', digest: 'a'.repeat(64), records }]);
  expect(() => store.received.apply(header(young, 1, 2), [])).toThrow(/fetch a whole bundle/);
  store.received.apply(header(young, 0, 1), []);
  expect(idsOf(store)).toStrictEqual([]);
});

test('a USB stick with older data does not take the place of newer data', () => {
  using store = advisoryStore();
  const [online, stick] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
  store.received.apply(header(online, 0, 5), []);
  const older = { ...header(stick, 0, 1), createdAt: '2026-11-23T08:00:00.000Z' };
  expect(() => store.received.apply(older, [])).toThrow(/this machine has one of 2026-11-24/);
  expect(store.received.position()).toStrictEqual({ feedId: online, version: 5 });
});

test('a bundle that breaks off changes nothing', () => {
  using store = advisoryStore();
  const feedId = '00000000-0000-4000-8000-000000000001';
  const records = [about('A', 'debian|12|openssl', '1')];
  function* items() {
    yield { id: 'advisory/osv/A/', digest: 'a'.repeat(64), records };
    throw new Error('cut off');
  }
  expect(() => store.received.apply(header(feedId, 0, 1), items())).toThrow('cut off');
  expect(idsOf(store)).toStrictEqual([]);
  expect(store.received.position()).toBeNull();
});

test('own imports stay beside what the collector sent', () => {
  using store = advisoryStore();
  store.documents.put(origin('own.json'), [about('OWN', 'debian|12|openssl', '1')]);
  store.received.apply(header('00000000-0000-4000-8000-000000000001', 0, 1), []);
  expect(idsOf(store)).toStrictEqual(['OWN']);
});

test('an endpoint knows which releases the sources cover and how old they are, though it has only a part of them', () => {
  using source = advisoryStore();
  using endpoint = advisoryStore();
  source.documents.put({ ...origin('a'), readAt: '2026-10-01T00:00:00.000Z' }, [
    about('A', 'debian|11|openssl', '1'),
    about('BB', 'debian|12|nginx', '1'),
  ]);
  source.feed.refresh(debian);
  endpoint.received.apply(header(source.feed.feedId, 0, 1), source.feed.itemsSince(0));
  expect(idsOf(endpoint)).toStrictEqual(['A']);
  expect(endpoint.facts.releasesOf('debian')).toStrictEqual(source.facts.releasesOf('debian'));
  expect(endpoint.facts.releasesOf('debian').map(({ release }) => release)).toStrictEqual(['debian|11|', 'debian|12|']);
  // The bundle was made in November, of what was read in October.
  expect(endpoint.documents.readings()).toStrictEqual([{ format: 'osv', readAt: '2026-10-01T00:00:00.000Z' }]);
  source.documents.sawAgain('a', '2026-11-24T07:00:00.000Z');
  expect(source.feed.refresh(debian)).toBe(2);
  const changes = source.feed.itemsSince(1);
  expect(changes.map(({ id }) => id)).toStrictEqual(['readings']);
  endpoint.received.apply(header(source.feed.feedId, 1, 2), changes);
  expect(endpoint.documents.readings()).toStrictEqual([{ format: 'osv', readAt: '2026-11-24T07:00:00.000Z' }]);
});

test('an endpoint whose software could not be read was not handed what is about it: nothing is well there', () => {
  using source = advisoryStore();
  using endpoint = advisoryStore();
  const named = { cves: ['CVE-2026-0001'] };
  source.documents.put(origin('a'), [
    { kind: 'advisory', advisory: advisory('A', [product('debian|12|nginx', {})], named) },
    {
      kind: 'advisory',
      advisory: advisory('B', [product('windows|10-22h2|windows', { scheme: 'windows' })], { ...named, format: 'msrc-kb' }),
    },
  ]);
  source.feed.refresh(['windows||windows']);
  endpoint.received.apply(header(source.feed.feedId, 0, 1), source.feed.itemsSince(0));
  const unread = target(debian12, [], { hasSoftware: false });
  const there = source.matcher.exposuresToCves(unread, named.cves);
  expect(there).toMatchObject([{ status: 'unknown', reason: 'inventory-missing' }]);
  expect(endpoint.matcher.exposuresToCves(unread, named.cves)).toMatchObject([{ status: 'unknown', reason: 'inventory-missing' }]);
  expect(endpoint.matcher.exposuresToCves(target(debian12, []), named.cves)).toMatchObject([{ status: 'not-affected' }]);
});
