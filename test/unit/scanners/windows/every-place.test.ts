import { expect, test } from 'vitest';
import { foldName, type RegistryKey } from '../../../../src/domain/registry-key.ts';
import { windowsKinds } from '../../../../src/domain/windows-things.ts';
import { kindsOfThing } from '../../../../src/domain/thing.ts';
import { scanners } from '../../../../src/scanners/registry.ts';
import { registryThings } from '../../../../src/scanners/windows-registry/registry-things.ts';
import { registryPlaces } from '../../../../src/scanners/windows-registry/windows-registry.ts';
import { servicePlaces } from '../../../../src/scanners/windows-services/service-places.ts';
import { windowsChanges } from '../../../support/windows/changes/all-changes.ts';
import { registryInMemory } from '../../../support/windows/registry-in-memory.ts';

const changed = registryInMemory();
for (const { before, reg } of windowsChanges) changed.import(`${before ?? ''}\n${reg ?? ''}`);
const keys: readonly RegistryKey[] = [...changed.keys.values()];
const told = new Set(windowsChanges.map((change) => foldName(change.told)));

test.for([...registryPlaces, ...servicePlaces].map((place) => ({ kind: place.kind, first: place.keys[0] ?? '', place })))(
  'a change tries $kind at $first',
  ({ place }) => expect(registryThings([place], keys).filter(({ key }) => told.has(foldName(key)))).not.toEqual([]),
);

test('every kind that only Windows has is watched by a scanner for Windows', () => {
  const watched = new Set(
    scanners.filter(({ id }) => id.startsWith('windows-')).flatMap(({ watches = [] }) => watches.map(({ kind }) => kind)),
  );
  expect(Object.keys(windowsKinds).filter((kind) => !watched.has(kindOf(kind)))).toEqual([]);
});

function kindOf(name: string): keyof typeof kindsOfThing {
  const found = Object.keys(kindsOfThing).find((kind): kind is keyof typeof kindsOfThing => kind === name);
  if (!found) throw new Error(`no kind ${name}`);
  return found;
}
