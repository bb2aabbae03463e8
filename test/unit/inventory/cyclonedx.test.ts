import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Inventory } from '../../../src/domain/inventory/inventory.ts';
import { mostSoftwareItems } from '../../../src/domain/inventory/inventory-limits.ts';
import { tidyInventory } from '../../../src/domain/inventory/tidy-inventory.ts';
import { exportCycloneDx } from '../../../src/inventory/cyclonedx/export-bom.ts';
import { importCycloneDx } from '../../../src/inventory/cyclonedx/import-bom.ts';
import { anyInventory, debian, windows10 } from '../../support/inventories.ts';

const reread = (inventory: Inventory): unknown => importCycloneDx(exportCycloneDx(inventory));

test('an inventory comes back from its document as it went, whatever is in it', () =>
  fc.assert(
    fc.property(anyInventory, (any) => {
      const inventory = tidyInventory(any);
      expect(reread(inventory)).toEqual({ status: 'read', inventory, leftOut: 0 });
    }),
  ));

test('the same inventory gives the same document, with nothing in it of a time or a machine', () => {
  const inventory: Inventory = {
    system: windows10,
    software: [{ manager: 'windows-program', name: 'Google Chrome', version: '126.0', arch: 'x64', vendor: 'Google LLC' }],
    updates: ['KB5011048'],
  };
  expect(exportCycloneDx(inventory)).toBe(exportCycloneDx(structuredClone(inventory)));
  expect(exportCycloneDx(inventory)).not.toMatch(/serialNumber|timestamp/);
  expect(JSON.parse(exportCycloneDx(inventory))).toMatchObject({
    specVersion: '1.6',
    components: [{ name: 'Google Chrome', publisher: 'Google LLC', cpe: 'cpe:2.3:a:google:chrome:126.0:*:*:*:*:*:*:*' }],
  });
});

const schemas = 'node_modules/@cyclonedx/cyclonedx-library/res/schema';
const schemaOf = (name: string): object => JSON.parse(readFileSync(`${schemas}/${name}.SNAPSHOT.schema.json`, 'utf8'));

test('every document is one by the schema of CycloneDX 1.6', () => {
  // The library brings the schemas; what its own validator needs besides is not installed.
  const ajv = new Ajv({ strict: false, formats: { 'idn-email': true, 'iri-reference': true } });
  addFormats.default(ajv);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
    ajv.addSchema(schemaOf(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  const validate = ajv.compile(schemaOf('bom-1.6'));
  expect(validate({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ name: 'without a type' }] })).toBe(false);
  fc.assert(
    fc.property(anyInventory, (any) => {
      const isValid = validate(JSON.parse(exportCycloneDx(tidyInventory(any))));
      expect(validate.errors, JSON.stringify(validate.errors)).toBeNull();
      expect(isValid).toBe(true);
    }),
    { numRuns: 50 },
  );
});

const bom = (more: object): string => JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', ...more });
const read = (more: object) => {
  const reading = importCycloneDx(bom(more));
  if (reading.status === 'refused') throw new Error(reading.reason);
  return reading;
};

test('documents of others: packages by their package URLs, the system by a component or by the packages', () => {
  const components = [
    { type: 'library', name: 'libc6', version: '2.36-9', purl: 'pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12&upstream=glibc' },
    {
      type: 'library',
      name: 'bash',
      version: '5.2.15-2+b8',
      purl: 'pkg:deb/debian/bash@5.2.15-2%2Bb8?arch=amd64&upstream=bash%405.2.15-2',
    },
    { type: 'library', name: 'dbus', version: '1.12-8', purl: 'pkg:rpm/rocky/dbus@1.12-8?epoch=1', supplier: { name: 'Rocky' } },
    { type: 'library', name: 'left-pad', version: '1.0.0', purl: 'pkg:npm/left-pad@1.0.0' },
    { type: 'file', name: '/etc/passwd' },
  ];
  const { inventory, leftOut } = read({ components });
  expect(leftOut).toBe(2);
  expect(inventory).toEqual({
    system: { ...debian, arch: null },
    software: [
      { manager: 'dpkg', name: 'bash', version: '5.2.15-2+b8', arch: 'amd64', source: { name: 'bash', version: '5.2.15-2' } },
      { manager: 'rpm', name: 'dbus', version: '1:1.12-8', arch: '', vendor: 'Rocky' },
      { manager: 'dpkg', name: 'libc6', version: '2.36-9', arch: 'amd64', source: { name: 'glibc', version: '2.36-9' } },
    ],
    updates: [],
  });
  const named = read({ components: [{ type: 'operating-system', name: 'ubuntu', version: '22.04' }, ...components] });
  expect(named.inventory.system).toMatchObject({ product: 'Ubuntu', version: '22.04' });
});

test('on a device with Windows, programs in assemblies count; which updates it has is not known', () => {
  const { inventory } = read({
    metadata: { component: { type: 'operating-system', name: 'Windows 10', version: '1809' } },
    components: [{ type: 'device', name: 'Monitor', components: [{ type: 'application', name: 'OpenSSL', version: '3.0.2' }] }],
  });
  expect(inventory).toMatchObject({
    system: { family: 'windows' },
    software: [{ manager: 'windows-program', name: 'OpenSSL' }],
    updates: null,
  });
});

const nested = (depth: number): object => ({ type: 'application', name: 'x', ...(depth > 0 ? { components: [nested(depth - 1)] } : {}) });
test.for([
  ['no JSON', '{', 'not-json'],
  ['another document', '{"spdxVersion":"SPDX-2.3"}', 'not-cyclonedx'],
  ['a component without a name', bom({ components: [{ type: 'library' }] }), 'not-cyclonedx'],
  ['components nested without end', bom({ components: [nested(17)] }), 'not-cyclonedx'],
  [
    'more packages than a machine can have',
    bom({
      components: Array.from({ length: mostSoftwareItems + 1 }, (_, index) => ({
        type: 'library',
        name: `${index}`,
        purl: `pkg:deb/debian/x${index}`,
      })),
    }),
    'too-many-components',
  ],
  ['a text without end', ' '.repeat(64 * 1024 * 1024 + 1), 'too-large'],
] as const)('%s is refused', ([, text, reason]) => expect(importCycloneDx(text)).toEqual({ status: 'refused', reason }));

test('no text makes it throw', () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.anything().map((value) => bom({ components: [value], metadata: value })),
      ),
      (text) => {
        expect(['read', 'refused']).toContain(importCycloneDx(text).status);
      },
    ),
  ));
