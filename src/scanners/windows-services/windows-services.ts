import { readRegistry, registryFacts } from '../read-registry.ts';
import { defineScanner } from '../scanner.ts';
import { registryThings } from '../windows-registry/registry-things.ts';
import { firewallRules, firewallRulesKey } from './firewall-rules.ts';
import { servicePlaces } from './service-places.ts';
import { servicesKey, serviceThings } from './service-things.ts';

/** Services and drivers, and what is set below them: shares, the firewall, time, event logs, forwarded ports. */
export const windowsServices = defineScanner({
  id: 'windows-services',
  runsOn: ['win32'],
  everyMinutes: 15,
  timeoutMs: 90_000,
  watches: [
    { kind: 'windows-service', places: [`${servicesKey}\\*`] },
    { kind: 'windows-driver', places: [`${servicesKey}\\*`] },
    { kind: 'security-service', places: [`${servicesKey}\\*`] },
    { kind: 'recovery-setting', places: [`${servicesKey}\\*`] },
    ...servicePlaces.map(({ kind, keys }) => ({ kind, places: keys })),
    { kind: 'windows-firewall', places: [firewallRulesKey] },
  ],
  facts: registryFacts,
  collect: (context) => readRegistry([servicesKey], context),
  judge: ({ keys, unreadable }) => ({
    things: [...serviceThings(keys), ...registryThings(servicePlaces, keys), ...firewallRules(keys)],
    unreadable,
  }),
});
