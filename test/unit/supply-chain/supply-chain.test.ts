import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { allowedLicenses, shippedPackages, writeNotices, writeSbom } from '../../../build/supply-chain.ts';
import { bomDocument } from '../../../src/inventory/cyclonedx/bom-shape.ts';

const versions = z.record(z.string(), z.string());
const packages = shippedPackages(readFileSync('package-lock.json', 'utf8'));

test('everything that is shipped has an allowed licence and is pinned by version and digest', () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter(({ license }) => !allowedLicenses.has(license))).toEqual([]);
  expect(packages.filter(({ version, integrity }) => !/^\d+\.\d+\.\d+/.test(version) || !integrity.startsWith('sha512-'))).toEqual([]);
});

test('dependencies in package.json are exact versions', () => {
  const named = z.looseObject({ dependencies: versions, devDependencies: versions });
  const { dependencies, devDependencies } = named.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const loose = Object.values({ ...dependencies, ...devDependencies }).filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  expect(loose).toEqual([]);
});

test('the bill of materials names each shipped package once, as package URL with its digest', () => {
  const bom = bomDocument.parse(JSON.parse(writeSbom(packages, '0.1.0')));
  expect(bom.components).toHaveLength(packages.length);
  expect(bom.components).toContainEqual(
    expect.objectContaining({
      name: 'fastify',
      purl: expect.stringMatching(/^pkg:npm\/fastify@5/),
      hashes: [expect.objectContaining({ alg: 'SHA-512' })],
    }),
  );
});

test('the notices hold the licence text of each package that has one', () => {
  const notices = writeNotices(packages);
  for (const { name, version } of packages) expect(notices).toContain(`${name} ${version} (`);
  expect(notices.match(/holds no licence text of its own/g)?.length ?? 0).toBeLessThan(packages.length / 10);
});
