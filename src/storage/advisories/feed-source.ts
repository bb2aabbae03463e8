import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { exploitedVulnerability, supportEnd } from '../../contracts/advisory.ts';
import type { FeedItem } from '../../contracts/feed.ts';
import type { AdvisoryRecord } from '../../domain/advisories/advisory.ts';
import type { ProductKey } from '../../domain/advisories/product-key.ts';
import type { Sqlite } from '../open-sqlite.ts';
import type { AdvisoryFacts } from './advisory-facts.ts';
import { readAdvisory } from './advisory-row.ts';
import { createNamedReleaseList, everyNamedRelease } from './named-releases.ts';
import { createReadings, everyReading } from './readings.ts';
import type { Settings } from './settings.ts';

/** What a collector hands on to endpoints, in versions that only grow. Scores are for the department's order of work, and stay there. */
export interface FeedSource {
  readonly feedId: string;
  version(): number;
  /** Takes in what is known by now about products of these families. Gives the version, grown where anything changed. */
  refresh(families: Iterable<ProductKey>): number;
  /** What changed after a version; everything for 0. What is gone has no records. */
  itemsSince(version: number): FeedItem[];
  /** All that is known, about whatever product: for a machine or a collector that nobody here has seen. */
  everything(): FeedItem[];
}

const advisoryId = "'advisory/' || format || '/' || id || '/' || part";
const wantedAdvisories = `
  SELECT number FROM advisory WHERE is_withdrawn = 0 AND (
    (SELECT everything FROM wanted_all) OR number IN (
      SELECT affected_range.advisory FROM wanted_family JOIN product USING (family) JOIN affected_range ON affected_range.product = product.number))`;
const pieces = `
  SELECT ${advisoryId} AS id, body FROM advisory WHERE number IN (${wantedAdvisories})
  UNION ALL SELECT 'exploited/' || cve, body FROM exploited
    WHERE (SELECT everything FROM wanted_all) OR cve IN (SELECT cve FROM advisory_cve WHERE advisory IN (${wantedAdvisories}))
  UNION ALL SELECT 'updates/' || product, group_concat(kb || ' ' || coalesce(build, '') || ' ' ||
      coalesce((SELECT group_concat(superseded) FROM supersedes WHERE supersedes.kb = windows_update.kb), ''), ';' ORDER BY kb)
    FROM windows_update GROUP BY product
  UNION ALL SELECT 'support-end/' || product, body FROM support_end
  UNION ALL SELECT 'releases', group_concat(release || ' ' || format, ';' ORDER BY release, format) FROM (${everyNamedRelease}) HAVING count(*) > 0
  UNION ALL SELECT 'readings', group_concat(format || ' ' || read_at, ';' ORDER BY format) FROM (${everyReading}) HAVING count(*) > 0`;
const refreshed = `
  INSERT INTO feed_item (id, digest, version, is_gone) SELECT id, sha256(body), ?, 0 FROM (${pieces}) WHERE true
  ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, version = excluded.version, is_gone = 0
  WHERE digest <> excluded.digest OR is_gone = 1`;
const gone = `UPDATE feed_item SET is_gone = 1, version = ? WHERE is_gone = 0 AND id NOT IN (SELECT id FROM (${pieces}))`;

const item = z.object({ id: z.string(), digest: z.string(), isGone: z.number() });

export function createFeedSource(db: Sqlite, facts: AdvisoryFacts, settings: Settings): FeedSource {
  db.function('sha256', { deterministic: true }, (text) => createHash('sha256').update(String(text)).digest('hex'));
  db.exec('CREATE TEMP TABLE wanted_family (family TEXT PRIMARY KEY) WITHOUT ROWID; CREATE TEMP TABLE wanted_all (everything INTEGER)');
  const want = db.prepare('INSERT OR IGNORE INTO wanted_family (family) VALUES (?)');
  const wantAll = db.prepare('INSERT INTO wanted_all (everything) VALUES (?)');
  const [refreshPieces, losePieces] = [db.prepare(refreshed), db.prepare(gone)];
  const since = db.prepare('SELECT id, digest, is_gone AS isGone FROM feed_item WHERE version > ? ORDER BY id');
  const bodies = {
    advisory: db.prepare<[string], string>(`SELECT body FROM advisory WHERE ${advisoryId} = ?`).pluck(),
    exploited: db.prepare<[string], string>("SELECT body FROM exploited WHERE 'exploited/' || cve = ?").pluck(),
    'support-end': db.prepare<[string], string>("SELECT body FROM support_end WHERE 'support-end/' || product = ?").pluck(),
  };
  const [namedReleases, readings] = [createNamedReleaseList(db), createReadings(db).all];
  const version = (): number => Number(settings.get('feedVersion') ?? '0');

  const recordsOf = (id: string): AdvisoryRecord[] => {
    if (id.startsWith('updates/')) return facts.updatesOf(id.slice('updates/'.length)).map((update) => ({ kind: 'update', update }));
    if (id === 'releases') return namedReleases().map((release) => ({ kind: 'release', release }));
    if (id === 'readings') return readings().map((reading) => ({ kind: 'reading', reading }));
    const advisory = bodies.advisory.get(id);
    if (id.startsWith('advisory/')) return advisory === undefined ? [] : [{ kind: 'advisory', advisory: readAdvisory(advisory) }];
    const exploited = bodies.exploited.get(id);
    if (exploited !== undefined) return [{ kind: 'exploited', exploited: exploitedVulnerability.parse(JSON.parse(exploited)) }];
    const end = bodies['support-end'].get(id);
    return end === undefined ? [] : [{ kind: 'support-end', supportEnd: supportEnd.parse(JSON.parse(end)) }];
  };

  const everyPiece = db.prepare(`SELECT id, sha256(body) AS digest, 0 AS isGone FROM (${pieces}) ORDER BY id`);
  const everything = db.transaction((): FeedItem[] => {
    db.exec('DELETE FROM wanted_family; DELETE FROM wanted_all');
    wantAll.run(1);
    return z
      .array(item)
      .parse(everyPiece.all())
      .map(({ id, digest }) => ({ id, digest, records: recordsOf(id) }));
  });
  const refresh = db.transaction((families: Iterable<ProductKey>): number => {
    db.exec('DELETE FROM wanted_family; DELETE FROM wanted_all');
    wantAll.run(0);
    for (const family of families) want.run(family);
    const next = version() + 1;
    const changes = refreshPieces.run(next).changes + losePieces.run(next).changes;
    return changes === 0 ? version() : Number(settings.set('feedVersion', String(next)));
  });

  return {
    feedId: settings.get('feedId') ?? settings.set('feedId', randomUUID()),
    version,
    everything: () => everything(),
    refresh: (families) => refresh.immediate(families),
    itemsSince: (from) =>
      z
        .array(item)
        .parse(since.all(from))
        .flatMap(({ id, digest, isGone }): FeedItem[] => {
          if (isGone === 1) return from === 0 ? [] : [{ id }];
          return [{ id, digest, records: recordsOf(id) }];
        }),
  };
}
