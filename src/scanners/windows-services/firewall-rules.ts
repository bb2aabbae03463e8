import { dataText, foldName, type RegistryKey } from '../../domain/registry-key.ts';
import type { WatchedThing } from '../../domain/thing.ts';
import { shownText } from '../windows-registry/shown-data.ts';
import { servicesKey } from './service-things.ts';

export const firewallRulesKey = `${servicesKey}\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules`;

const shownFields = ['Action', 'Dir', 'Protocol', 'LPort', 'RPort', 'LA4', 'RA4', 'LA6', 'RA6', 'App', 'Svc', 'Profile', 'Edge', 'Name'];

/**
 * Pure. Rules in force that let something in, and those that keep something from going out: security tools are silenced so.
 * Windows writes and removes rules of store packages for each user by itself; they are left out.
 */
export function firewallRules(keys: readonly RegistryKey[]): WatchedThing[] {
  const rules = keys.find(({ path }) => foldName(path) === foldName(firewallRulesKey))?.values ?? [];
  return rules.flatMap(({ name, data }) => {
    const fields = fieldsOf(dataText(data));
    if (!matters(fields)) return [];
    const shown = shownFields.flatMap((field) => (fields.get(field) ?? []).map((value) => `${field}=${shownText(value)}`));
    return [{ kind: 'windows-firewall' as const, key: `${firewallRulesKey}\\${name}`, state: { rule: shown } }];
  });
}

/** `v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=80|…|`: [MS-FASP] 2.2.41; a field may stand more than once. */
function fieldsOf(rule: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const part of rule.split('|').slice(1)) {
    const equals = part.indexOf('=');
    if (equals > 0) fields.set(part.slice(0, equals), [...(fields.get(part.slice(0, equals)) ?? []), part.slice(equals + 1)]);
  }
  return fields;
}

function matters(fields: ReadonlyMap<string, readonly string[]>): boolean {
  const is = (field: string, value: string): boolean => foldName(fields.get(field)?.[0] ?? '') === foldName(value);
  if (!is('Active', 'TRUE')) return false;
  if (fields.has('AppPkgId') || fields.has('LUOwn')) return is('Action', 'Block') && fields.has('App');
  return (is('Dir', 'In') && is('Action', 'Allow')) || (is('Dir', 'Out') && is('Action', 'Block'));
}
