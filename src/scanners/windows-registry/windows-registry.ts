import { readRegistry, registryFacts } from '../read-registry.ts';
import { defineScanner } from '../scanner.ts';
import { certificateThings } from './certificate-keys.ts';
import { installedTools } from './installed-tools.ts';
import { applicationPlaces, installedProgramKeys } from './places/applications.ts';
import { authenticationPlaces } from './places/authentication.ts';
import { defencePlaces } from './places/defences.ts';
import { eventTriggerPlaces } from './places/event-triggers.ts';
import { certificateKeys, networkPlaces } from './places/network.ts';
import { startUpPlaces } from './places/start-up.ts';
import type { RegistryPlace } from './registry-place.ts';
import { registryThings } from './registry-things.ts';
import { removableMedia, removableMediaKeys } from './removable-media.ts';

/** Every place of the registry that starts software or decides what protects the machine, but for what lies below the services. */
export const registryPlaces: readonly RegistryPlace[] = [
  ...startUpPlaces,
  ...eventTriggerPlaces,
  ...authenticationPlaces,
  ...defencePlaces,
  ...networkPlaces,
  ...applicationPlaces,
];

const patterns = [...registryPlaces.flatMap(({ keys }) => keys), ...certificateKeys, ...installedProgramKeys, ...removableMediaKeys];

/** Scanned in one reading, so that every user hive is written out once. */
export const windowsRegistry = defineScanner({
  id: 'windows-registry',
  runsOn: ['win32'],
  everyMinutes: 30,
  timeoutMs: 180_000,
  watches: [
    ...registryPlaces.map(({ kind, keys }) => ({ kind, places: keys })),
    { kind: 'root-certificate', places: certificateKeys },
    { kind: 'remote-access-tool', places: installedProgramKeys },
    { kind: 'removable-medium', places: removableMediaKeys },
  ],
  facts: registryFacts,
  collect: (context) => readRegistry(patterns, context),
  judge: ({ keys, unreadable }, _, { removableMedia: policy }) => ({
    things: [...registryThings(registryPlaces, keys), ...certificateThings(keys), ...installedTools(keys), ...removableMedia(keys, policy)],
    unreadable,
  }),
});
