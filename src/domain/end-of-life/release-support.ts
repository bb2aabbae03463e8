import type { SystemIdentity } from '../inventory/inventory.ts';
import { debianSupport } from './debian.ts';
import { ubuntuSupport } from './ubuntu.ts';
import { windowsClientSupport } from './windows-client.ts';
import { windowsServerSupport } from './windows-server.ts';

/** Editions of Windows that have dates of their own; `general` is Home, Pro and their kin. */
export type SupportedEditions = 'any' | 'general' | 'enterprise' | 'ltsc' | 'iot-ltsc';

/** Until when a release gets security fixes. Dates are `YYYY-MM-DD`, the last day included. */
export interface ReleaseSupport {
  /** As in `SystemIdentity`. */
  readonly product: string;
  /** Null for whichever version. */
  readonly version: string | null;
  readonly editions: SupportedEditions;
  readonly endsOn: string;
  /** Where fixes go on after that: for everyone as before, or for those alone who subscribe to them. */
  readonly extended: { readonly endsOn: string; readonly isForEveryone: boolean } | null;
  /** Publisher and title of the page. */
  readonly source: string;
  /** The day that it was read. */
  readonly readOn: string;
}

const facts: readonly ReleaseSupport[] = [...windowsClientSupport, ...windowsServerSupport, ...debianSupport, ...ubuntuSupport];

/** The dates of a system's release and edition; null for a release, or an edition, that the facts do not know. */
export function supportOf({ product, version, edition }: SystemIdentity): ReleaseSupport | null {
  const ofProduct = facts.filter((fact) => fact.product === product);
  const ofVersion = ofProduct.filter((fact) => fact.version !== null && fact.version === version);
  const candidates = ofVersion.length > 0 ? ofVersion : ofProduct.filter((fact) => fact.version === null);
  const editions = editionsOf(edition);
  return candidates.find((fact) => fact.editions === 'any' || fact.editions === editions) ?? null;
}

/** By EditionID of the registry, or as systeminfo names it; an edition that is not known has no dates of its own. */
function editionsOf(edition: string | null): SupportedEditions | null {
  if (edition === null) return null;
  if (/^IoTEnterpriseS/i.test(edition)) return 'iot-ltsc';
  if (/^EnterpriseS/i.test(edition)) return 'ltsc';
  if (/^(Enterprise|Education|IoTEnterprise|ServerRdsh)/i.test(edition)) return 'enterprise';
  return /^(Core|Home|Pro|Cloud)/i.test(edition) ? 'general' : null;
}
