import fc from 'fast-check';
import { type Inventory, packageManagers, type SoftwareItem, type SystemIdentity } from '../../src/domain/inventory/inventory.ts';

export const debian: SystemIdentity = {
  family: 'linux',
  product: 'Debian',
  version: '12',
  edition: null,
  build: null,
  revision: null,
  arch: 'x64',
};

export const windows10: SystemIdentity = {
  family: 'windows',
  product: 'Windows 10',
  version: '22H2',
  edition: 'Professional',
  build: 19_045,
  revision: 4046,
  arch: 'x64',
};

const anyText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('Google Chrome', 'Trợ lý ảo', '7-Zip'),
);

const anyItem: fc.Arbitrary<SoftwareItem> = fc
  .record(
    {
      manager: fc.constantFrom(...packageManagers),
      name: anyText,
      version: fc.option(anyText, { nil: null }),
      arch: fc.constantFrom('', 'amd64', 'x64', 'all'),
      source: fc.record({ name: anyText, version: anyText }),
      vendor: anyText,
      channel: anyText,
    },
    { requiredKeys: ['manager', 'name', 'version', 'arch'] },
  )
  .map((item) => item);

const buildNumber = fc.option(fc.nat(999_999), { nil: null });

export const anyInventory: fc.Arbitrary<Inventory> = fc.record(
  {
    system: fc.record({
      family: fc.constantFrom('linux', 'windows', 'macos'),
      product: anyText,
      version: fc.option(anyText, { nil: null }),
      edition: fc.option(anyText, { nil: null }),
      build: buildNumber,
      revision: buildNumber,
      arch: fc.constantFrom('x64', 'x86', 'arm64', null),
    }),
    software: fc.option(fc.array(anyItem, { maxLength: 20 }), { nil: null }),
    updates: fc.option(fc.array(fc.stringMatching(/^KB\d{6,8}$/), { maxLength: 10 }), { nil: null }),
    areUpdatesPartial: fc.constant(true),
  },
  { requiredKeys: ['system', 'software', 'updates'] },
);
