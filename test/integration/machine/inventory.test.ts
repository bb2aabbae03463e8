import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { inventory } from '../../../src/contracts/inventory.ts';
import { importCycloneDx } from '../../../src/inventory/cyclonedx/import-bom.ts';
import { createHost } from '../../../src/platform/create-host.ts';
import { wardwatch } from '../../support/run-wardwatch.ts';

const dpkgQuery = '/usr/bin/dpkg-query';
const canTry = existsSync(dpkgQuery);
if (!canTry) console.warn('skipped: this machine has no dpkg');

test.skipIf(!canTry)('the inventory is what dpkg says is installed, with sources, to the last row', async () => {
  const format = '${db:Status-Status} ${Package} ${Version} ${Architecture} ${source:Package} ${source:Version}\n';
  const { status, stdout } = spawnSync(dpkgQuery, ['-W', '-f', format], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  expect(status).toBe(0);
  const rows = stdout
    .split('\n')
    .flatMap((row) => (row === '' || /^(not-installed|config-files) /.test(row) ? [] : [row.slice(row.indexOf(' ') + 1)]));
  const { value, unreadable } = await createHost().readInventory(new AbortController().signal);
  const items = value.software?.filter(({ manager }) => manager === 'dpkg') ?? [];
  const own = items.map(({ name, version, arch, source }) =>
    [name, version, arch, source?.name ?? name, source?.version ?? version].join(' '),
  );
  expect(unreadable).toEqual([]);
  expect(rows.length).toBeGreaterThan(100);
  expect(own.toSorted()).toEqual(rows.toSorted());
});

test('inventory export prints this machine as JSON, as CycloneDX and as a list, the same each time', async () => {
  const [json, again, document, list] = await Promise.all([
    wardwatch(['inventory', 'export', '--json']),
    wardwatch(['inventory', 'export', '--json']),
    wardwatch(['inventory', 'export', '--cyclonedx', '--json']),
    wardwatch(['inventory', 'export']),
  ]);
  expect([json, document, list].map(({ code }) => code)).toEqual([0, 0, 0]);
  const own = inventory.parse(JSON.parse(json.out));
  expect(json.out).toBe(again.out);
  expect(json.out).not.toContain(`"${hostname()}"`);
  expect(importCycloneDx(document.out)).toEqual({ status: 'read', inventory: own, leftOut: 0 });
  expect(list.out.split('\n').filter((line) => line !== '')).toHaveLength(1 + (own.software?.length ?? 0));
});
