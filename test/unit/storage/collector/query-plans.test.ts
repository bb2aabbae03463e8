import type { Compilable, Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { endpointsInOrder } from '../../../../src/storage/collector/endpoint-store.ts';
import { selectPerson } from '../../../../src/storage/collector/access/person-rows.ts';
import { findingSizes, findingsByNumber } from '../../../../src/storage/collector/finding-store.ts';
import { kyselyOnSqlite } from '../../../../src/storage/collector/kysely-on-sqlite.ts';
import type { CollectorSchema } from '../../../../src/storage/collector/schema.ts';
import { summariesBetween, summarySizesAfter } from '../../../../src/storage/collector/summary-store.ts';
import { unitsWithRollUps } from '../../../../src/storage/collector/unit-store.ts';
import { machines } from '../../../../src/storage/collector/warnings/count-machines.ts';
import { machineRows } from '../../../../src/storage/collector/warnings/machine-rows.ts';
import { openStore } from '../../../fixtures/collector/open-store.ts';

function planner(): { db: Kysely<CollectorSchema>; planOf: (query: Compilable) => string } {
  const { sqlite } = openStore();
  const planOf = (query: Compilable): string => {
    const { sql, parameters } = query.compile();
    return sqlite
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parameters)
      .map(({ detail }) => detail)
      .join('\n');
  };
  return { db: kyselyOnSqlite(sqlite), planOf };
}

const uuid = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';

test('the list of units reads the endpoints of each unit by index, never a finding', () => {
  const { db, planOf } = planner();
  const plan = planOf(unitsWithRollUps(db, 0));
  expect(plan).toContain('SEARCH endpoint USING INDEX endpoint_by_unit');
  expect(plan).not.toMatch(/finding|SCAN endpoint/);
});

test.for([
  { name: 'all', request: {}, uses: /SCAN endpoint\n|SCAN endpoint$/m },
  { name: 'a later page', request: { cursor: 'endpoint-z' }, uses: /SEARCH endpoint USING INTEGER PRIMARY KEY/ },
  { name: 'of a unit', request: { unitId: uuid }, uses: /SEARCH endpoint USING INDEX endpoint_by_unit/ },
  {
    name: 'a later page of a unit',
    request: { unitId: uuid, cursor: 'endpoint-z' },
    uses: /SEARCH endpoint USING INDEX endpoint_by_unit \(unit_id=\? AND number>\?\)/,
  },
])('the list of endpoints ($name) goes along its key, sorts nothing and reads no finding', ({ request, uses }) => {
  const { db, planOf } = planner();
  const plan = planOf(endpointsInOrder(db, { limit: 100, ...request }));
  expect(plan).toMatch(uses);
  expect(plan).not.toMatch(/TEMP B-TREE|finding/);
});

test.for([
  { name: 'all', request: {}, uses: /SCAN finding/ },
  { name: 'a later page', request: { cursor: 'finding-z' }, uses: /SEARCH finding USING INTEGER PRIMARY KEY \(rowid<\?\)/ },
  {
    name: 'of an endpoint',
    request: { endpointId: uuid, state: 'open', severity: 'high', cursor: 'finding-z' },
    uses: /INDEX finding_by_endpoint \(endpoint_id=\? AND number<\?\)/,
  },
  {
    name: 'of a unit',
    request: { unitId: uuid, state: 'open', severity: 'high', cursor: 'finding-z' },
    uses: /INDEX finding_by_unit \(unit_id=\? AND number<\?\)/,
  },
  { name: 'of a state', request: { state: 'open', cursor: 'finding-z' }, uses: /INDEX finding_by_state \(state=\? AND number<\?\)/ },
  {
    name: 'of a severity',
    request: { severity: 'critical', cursor: 'finding-z' },
    uses: /INDEX finding_by_severity \(severity=\? AND number<\?\)/,
  },
  {
    name: 'of a state and a severity',
    request: { state: 'open', severity: 'critical' },
    uses: /INDEX finding_by_state_and_severity \(state=\? AND severity=\?\)/,
  },
] as const)('the list of findings ($name) goes along an index and sorts nothing', ({ request, uses }) => {
  const { db, planOf } = planner();
  const plan = planOf(findingSizes(db, { limit: 100, ...request }));
  expect(plan).toMatch(uses);
  expect(plan).not.toContain('TEMP B-TREE');
});

test('a page of findings or summaries is fetched by key', () => {
  const { db, planOf } = planner();
  expect(planOf(findingsByNumber(db, [1, 2, 3]))).toMatch(/SEARCH finding USING INTEGER PRIMARY KEY/);
  expect(planOf(summarySizesAfter(db, 5, 100))).toBe('SEARCH summary USING INTEGER PRIMARY KEY (rowid>?)');
  const plan = planOf(summariesBetween(db, 5, 10));
  expect(plan).toMatch(/SEARCH summary USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)/);
  expect(plan).not.toMatch(/TEMP B-TREE|SCAN/);
});

const silentBefore = { endpoints: 0, imported: 0 };
test.for([
  {
    name: 'counted',
    query: machines(silentBefore),
    passes: 1,
    keys: /SEARCH section USING PRIMARY KEY[^]*SEARCH endpoint USING INDEX endpoint_by_hostname/,
  },
  { name: 'listed (endpoints)', query: machineRows.endpoint(silentBefore), passes: 1, keys: /SEARCH section USING PRIMARY KEY/ },
  {
    name: 'listed (imported)',
    query: machineRows.imported(silentBefore),
    passes: 0,
    keys: /SEARCH endpoint USING INDEX endpoint_by_hostname/,
  },
])(
  'machines of a warning are $name with each inventory by key, and imported ones against endpoints of their name',
  ({ query, passes, keys }) => {
    const { db, planOf } = planner();
    const plan = planOf({ compile: () => query.compile(db) });
    expect(plan.match(/SCAN endpoint\b/g) ?? []).toHaveLength(passes);
    expect(plan).toMatch(keys);
    expect(plan).not.toContain('TEMP B-TREE');
  },
);

test('a page of people goes along its key and reads passkeys and linked identities by index', () => {
  const { db, planOf } = planner();
  const plan = planOf(selectPerson(db).orderBy('person.number').limit(101));
  expect(plan).toMatch(/SEARCH passkey USING COVERING INDEX passkey_by_person|SEARCH passkey USING INDEX passkey_by_person/);
  expect(plan).toMatch(/SEARCH provider_identity USING INDEX/);
  expect(plan).not.toMatch(/TEMP B-TREE|SCAN passkey|SCAN provider_identity/);
});
