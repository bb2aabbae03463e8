import type { Generated, Insertable } from 'kysely';
import type { AccessSchema } from './access/access-schema.ts';
import type { WarningSchema } from './warnings/warning-schema.ts';

export interface EndpointTable {
  number: Generated<number>;
  id: string;
  unit_id: string;
  /** Ed25519, 32 bytes, base64url. */
  public_key: string;
  /** Hash of the enrolment token, so that an agent that never saw our answer may ask again. */
  enrolled_with: string;
  enrolled_at: number;
  hostname: string;
  os: string;
  os_name: Generated<string>;
  os_version: Generated<string>;
  agent_version: string;
  last_sequence: Generated<number>;
  latest_arrival: number | null;
  last_seen_at: number | null;
  clock_skew_ms: number | null;
  patch_status: Generated<string>;
  open_info: Generated<number>;
  open_low: Generated<number>;
  open_medium: Generated<number>;
  open_high: Generated<number>;
  open_critical: Generated<number>;
  forks: Generated<number>;
  forked_at: number | null;
  /** The endpoint whose identity this machine used before it was told apart. */
  cloned_from: string | null;
  retired_at: number | null;
  /** 1 until a person has let it in. */
  is_pending: Generated<number>;
  /** The key that announced the present one. */
  previous_key: string | null;
  /** 0 from when a key was announced until the first request that it signed. */
  key_in_use: Generated<number>;
  log_length: number | null;
  log_head: string | null;
  /** LogBreak of domain/log-break.ts: the newest. */
  log_break: string | null;
  log_broken_at: number | null;
}

export interface FindingTable {
  number: Generated<number>;
  endpoint_id: string;
  /** A copy of the endpoint's unit: a unit's findings are listed without visiting its endpoints. */
  unit_id: string;
  fingerprint: string;
  sequence: number;
  received_at: number;
  scanner_id: string;
  rule: string;
  severity: string;
  state: string;
  technique: string | null;
  first_seen_at: string;
  last_seen_at: string;
  evidence_bytes: number;
  /** JSON. */
  evidence: string;
  /** JSON. */
  history: string;
}
export type NewFinding = Insertable<FindingTable>;

/** Tokens are stored as SHA-256 in hexadecimal. */
export interface CollectorSchema extends WarningSchema, AccessSchema {
  setting: { name: string; value: string };
  unit: { id: string; name: string; created_at: number };
  enrolment_token: {
    token_hash: string;
    unit_id: string;
    uses_left: number;
    created_at: number;
    expires_at: number;
    revoked_at: number | null;
  };
  endpoint: EndpointTable;
  /** `body` is the JSON text as the endpoint sent it. */
  summary: {
    arrival: Generated<number>;
    endpoint_id: string;
    summary_id: string;
    sequence: number;
    received_at: number;
    bytes: number;
    body: string;
  };
  policy: { version: number; created_at: number; set_by: string; document: string; certificate: string; signature: string };
  finding: FindingTable;
  finding_event: { endpoint_id: string; sequence: number; fingerprint: string; state: string };
  section: { digest: string; stored_at: number; gzip: Uint8Array };
  /** `frame` is JSON of an InventoryFrame, `body` of a NamedItem. */
  inventory: { number: Generated<number>; digest: string; frame: string };
  item: { number: Generated<number>; body: string };
  item_key: { key: string; item: number; family: string };
  inventory_item: { item: number; inventory: number };
  endpoint_section: { endpoint_id: string; name: string; digest: string };
}
