import { expect, test } from 'vitest';
import { openStore } from '../../../fixtures/collector/open-store.ts';

const entry = (who: string) => ({
  at: 1_700_000_000_000,
  who,
  role: 'auditor',
  unitId: null,
  action: 'endpoint.read',
  target: 'x',
  address: '10.0.0.1',
  outcome: 'done' as const,
});

async function withEntries(count: number) {
  const opened = openStore();
  await Promise.all(Array.from({ length: count }, (_, at) => opened.store.access.audit.append(entry(`person-${at}`))));
  return { ...opened, audit: opened.store.access.audit };
}

/** As somebody does who has the file: the rules of the database are no lock. */
const tamper = ({ sqlite }: Awaited<ReturnType<typeof withEntries>>, sql: string): void => {
  for (const trigger of ['audit_is_kept', 'audit_is_fixed', 'audit_only_grows']) sqlite.exec(`DROP TRIGGER ${trigger}`);
  sqlite.exec(sql);
};

test('entries that come at the same moment make one chain', async () => {
  const { audit } = await withEntries(2500);
  expect(await audit.verify()).toEqual({ status: 'whole', entries: 2500, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('an empty log is whole', async () => {
  expect(await (await withEntries(0)).audit.verify()).toMatchObject({ status: 'whole', entries: 0 });
});

test.for(["UPDATE audit SET who = 'nobody'", 'DELETE FROM audit', 'INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 1'])(
  'the database refuses: %s',
  async (sql) => {
    const { sqlite } = await withEntries(3);
    expect(() => sqlite.exec(sql)).toThrow(/the audit log/);
  },
);

test.for([
  { sql: "UPDATE audit SET who = 'nobody' WHERE number = 3", number: 3, fault: 'changed' },
  { sql: 'UPDATE audit SET at = at + 1 WHERE number = 1', number: 1, fault: 'changed' },
  { sql: "UPDATE audit SET outcome = 'refused' WHERE number = 5", number: 5, fault: 'changed' },
  { sql: 'UPDATE audit SET unit_id = role WHERE number = 2', number: 2, fault: 'changed' },
  { sql: 'DELETE FROM audit WHERE number = 4', number: 4, fault: 'missing' },
  { sql: 'DELETE FROM audit WHERE number <= 2', number: 1, fault: 'missing' },
  { sql: 'DELETE FROM audit WHERE number = 5', number: 5, fault: 'missing' },
  { sql: 'DELETE FROM audit', number: 1, fault: 'missing' },
])('what was tampered with is told: $sql', async ({ sql, number, fault }) => {
  const opened = await withEntries(5);
  tamper(opened, sql);
  expect(await opened.audit.verify()).toEqual({ status: 'broken', number, fault });
});
