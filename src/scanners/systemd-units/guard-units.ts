import type { ThingKind } from '../../domain/thing.ts';

/** Units that guard a machine, and what it is when one of them is changed, masked, disabled or stopped. */
const guards: readonly { readonly kind: ThingKind; readonly unit: RegExp }[] = [
  { kind: 'audit-service', unit: /^(auditd|audit-rules|laurel)\.service$/ },
  {
    kind: 'logging-service',
    unit: /^((r?syslog|syslog-ng)\.(service|socket)|systemd-journald(-\w+)*\.(service|socket)|systemd-journal-(upload|remote)\.service)$/,
  },
  { kind: 'firewall-service', unit: /^(nftables|firewalld|ufw|iptables|ip6tables|netfilter-persistent|fail2ban)\.service$/ },
  {
    kind: 'protection-service',
    unit: /^(apparmor|clamav-(daemon|freshclam|clamonacc)|clamd@?\w*|mdatp|falcon-sensor|osqueryd|wazuh-agent|aide\w*|fapolicyd|usbguard|wardwatch)\.service$/,
  },
];

/** The kind of a unit of the system that guards it; null for any other. */
export const guardKind = (unit: string): ThingKind | null => guards.find((guard) => guard.unit.test(unit))?.kind ?? null;

export const guardKinds: readonly ThingKind[] = guards.map(({ kind }) => kind);
