import type { SystemIdentity } from '../inventory/inventory.ts';
import { debianSupport } from './debian.ts';
import { enterpriseLinuxSupport } from './enterprise-linux.ts';
import type { ReleaseSupport, SupportedEditions } from './release-support.ts';
import { ubuntuSupport } from './ubuntu.ts';
import { windowsClientSupport } from './windows-client.ts';
import { windowsServerSupport } from './windows-server.ts';

const facts: readonly ReleaseSupport[] = [
  ...windowsClientSupport,
  ...windowsServerSupport,
  ...debianSupport,
  ...ubuntuSupport,
  ...enterpriseLinuxSupport,
];

/** The dates of a system's release and edition; null for a release, or an edition, that the facts do not know. */
export function supportOf({ product, version, edition }: SystemIdentity): ReleaseSupport | null {
  const ofProduct = facts.filter((fact) => fact.product === product);
  const ofVersion = (wanted: string | null): ReleaseSupport[] => ofProduct.filter((fact) => fact.version === wanted);
  // 9.4 of Rocky Linux is one of 9; of products that name no versions, all are one.
  const candidates = [version, version?.split('.')[0] ?? null, null].map(ofVersion).find((found) => found.length > 0) ?? [];
  const editions = editionsOf(edition);
  return candidates.find((fact) => fact.editions === 'any' || fact.editions === editions) ?? null;
}

/** By EditionID of the registry, or as systeminfo names it; an edition that is not known has no dates of its own. */
function editionsOf(edition: string | null): SupportedEditions | null {
  if (edition === null) return null;
  if (/LTS[BC]/i.test(edition) || /^(IoT ?)?EnterpriseS/i.test(edition)) return /^IoT/i.test(edition) ? 'iot-ltsc' : 'ltsc';
  if (/^(Enterprise|Education|IoT ?Enterprise|ServerRdsh)/i.test(edition)) return 'enterprise';
  return /^(Core|Home|Pro|Cloud)/i.test(edition) ? 'general' : null;
}
