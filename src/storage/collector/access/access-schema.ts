import type { Generated } from 'kysely';

interface PersonTable {
  number: Generated<number>;
  id: string;
  /** Lower case. */
  login: string;
  name: string;
  role: string;
  unit_id: string | null;
  state: string;
  /** PHC string of argon2id; null until the first password is set. */
  password_hash: string | null;
  /** Base32. */
  totp_secret: string | null;
  /** Shown to the person, who has not proved yet to have it. */
  totp_proposed: string | null;
  /** No code of this step of time or an earlier one is taken any more. */
  totp_last_step: Generated<number>;
  created_at: number;
  last_sign_in_at: number | null;
}

export interface AuditTable {
  number: number;
  at: number;
  who: string;
  role: string | null;
  unit_id: string | null;
  action: string;
  target: string | null;
  outcome: string;
  address: string | null;
  hash: string;
}

/** Every secret but that of TOTP is stored as a hash: who reads the database cannot sign in with it. */
export interface AccessSchema {
  audit: AuditTable;
  audit_start: { id: number; number: number; hash: string };
  person: PersonTable;
  recovery_code: { person_id: string; code_hash: string };
  known_device: { token_hash: string; person_id: string; expires_at: number };
  /** `public_key` is COSE, base64url. */
  passkey: {
    id: string;
    credential_id: string;
    person_id: string;
    name: string;
    host: string;
    public_key: string;
    counter: number;
    created_at: number;
    last_used_at: number | null;
  };
  provider_identity: { issuer: string; subject: string; person_id: string; created_at: number };
  invitation: { token_hash: string; person_id: string; expires_at: number };
  sign_in_token: { token_hash: string; signs_in_as: string; expires_at: number };
  /** Without a person it is that of the machine's administrator. */
  session: {
    token_hash: string;
    id: string;
    person_id: string | null;
    created_at: number;
    last_used_at: number;
    expires_at: number;
    address: string;
    browser: string;
    opened_by: string;
  };
  /** `scopes` are separated by a space. */
  api_token: {
    token_hash: string;
    id: string;
    name: string;
    scopes: string;
    unit_id: string | null;
    created_at: number;
    expires_at: number;
  };
}
