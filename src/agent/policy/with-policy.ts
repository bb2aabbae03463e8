import type { Configuration } from '../../contracts/configuration.ts';
import type { PolicyContent } from '../../contracts/policy.ts';

/** Pure. The configuration of this machine with the policy over it; folders that the machine's own file watches stay watched. */
export function withPolicy(configuration: Configuration, policy: PolicyContent | null): Configuration {
  if (policy === null) return configuration;
  const { agent, scan } = configuration;
  const { every_minutes, skip, maintenance, removable_media, extra_files = [] } = policy.scan ?? {};
  return {
    ...configuration,
    notifications: policy.notifications ?? configuration.notifications,
    agent: { ...agent, heartbeat_minutes: policy.heartbeat_minutes ?? agent.heartbeat_minutes },
    scan: {
      ...scan,
      every_minutes: { ...scan.every_minutes, ...every_minutes },
      skip: skip ?? scan.skip,
      maintenance: maintenance ?? scan.maintenance,
      removable_media: removable_media ?? scan.removable_media,
      extra_files: [...new Set([...scan.extra_files, ...extra_files])],
    },
  };
}
