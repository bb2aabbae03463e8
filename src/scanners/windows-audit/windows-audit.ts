import type { Unreadable } from '../../domain/coverage.ts';
import { plainData } from '../../domain/registry-key.ts';
import type { WatchedThing } from '../../domain/thing.ts';
import { closedPlaces } from '../closed-hives.ts';
import { readRegistry, registryFacts } from '../read-registry.ts';
import { defineScanner } from '../scanner.ts';
import { auditPolicyState } from './audit-policy.ts';

const policyKey = 'HKLM\\SECURITY\\Policy\\PolAdtEv';

/** Which events Windows writes into the security log, as set by auditpol.exe or by group policy (T1562.002). */
export const windowsAudit = defineScanner({
  id: 'windows-audit',
  runsOn: ['win32'],
  everyMinutes: 15,
  timeoutMs: 60_000,
  watches: [{ kind: 'audit-policy', places: [policyKey] }],
  facts: registryFacts,
  collect: (context) => readRegistry([policyKey], context),
  judge: ({ keys, unreadable }) => {
    const data = keys.flatMap(({ values }) => values).find(({ name }) => name === '')?.data;
    const hidden: Unreadable[] = closedPlaces(unreadable).map(({ reason }) => ({ subject: policyKey, reason }));
    if (data?.type === 'bytes') return { things: [policyThing(auditPolicyState(data.hex))], unreadable: hidden };
    if (data) return { things: [policyThing({ layout: 'not understood', value: plainData(data) })], unreadable: hidden };
    // Every Windows has one, as long as nobody takes it away; another machine than that is not to pass for one that logs.
    const isGone = keys.length > 0;
    return { things: [], unreadable: hidden.length > 0 || isGone ? hidden : [{ subject: policyKey, reason: 'ABSENT' }] };
  },
});

const policyThing = (state: WatchedThing['state']): WatchedThing => ({ kind: 'audit-policy', key: `${policyKey}\\(Default)`, state });
