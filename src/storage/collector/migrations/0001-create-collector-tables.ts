/**
 * Times ending in `_at` are milliseconds by the collector's clock, except `first_seen_at` and `last_seen_at` of a
 * finding, which are the endpoint's own words. `arrival` and `number` only grow: pages are read along them.
 */
export const createCollectorTables = {
  name: '0001-create-collector-tables',
  sql: `
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE enrolment_token (
  token_hash TEXT PRIMARY KEY,
  unit_id TEXT NOT NULL REFERENCES unit (id),
  uses_left INTEGER NOT NULL CHECK (uses_left >= 0),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE endpoint (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  unit_id TEXT NOT NULL REFERENCES unit (id),
  public_key TEXT NOT NULL UNIQUE,
  enrolled_with TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL,
  hostname TEXT NOT NULL,
  os TEXT NOT NULL CHECK (os IN ('linux', 'win32', 'darwin')),
  os_name TEXT NOT NULL DEFAULT '',
  os_version TEXT NOT NULL DEFAULT '',
  agent_version TEXT NOT NULL,
  last_sequence INTEGER NOT NULL DEFAULT 0,
  latest_arrival INTEGER,
  last_seen_at INTEGER,
  clock_skew_ms INTEGER,
  patch_status TEXT NOT NULL DEFAULT 'unknown' CHECK (patch_status IN ('pass', 'fail', 'unknown')),
  open_info INTEGER NOT NULL DEFAULT 0,
  open_low INTEGER NOT NULL DEFAULT 0,
  open_medium INTEGER NOT NULL DEFAULT 0,
  open_high INTEGER NOT NULL DEFAULT 0,
  open_critical INTEGER NOT NULL DEFAULT 0,
  forks INTEGER NOT NULL DEFAULT 0,
  forked_at INTEGER
) STRICT;
CREATE INDEX endpoint_by_unit ON endpoint (unit_id, number);

CREATE TABLE summary (
  arrival INTEGER PRIMARY KEY AUTOINCREMENT,
  endpoint_id TEXT NOT NULL REFERENCES endpoint (id),
  summary_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (endpoint_id, summary_id),
  UNIQUE (endpoint_id, sequence)
) STRICT;

CREATE TABLE finding (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  endpoint_id TEXT NOT NULL REFERENCES endpoint (id),
  unit_id TEXT NOT NULL REFERENCES unit (id),
  fingerprint TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  scanner_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'low', 'medium', 'high', 'critical')),
  state TEXT NOT NULL CHECK (state IN ('open', 'acknowledged', 'expected', 'resolved')),
  technique TEXT,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  evidence_bytes INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  UNIQUE (endpoint_id, fingerprint)
) STRICT;
CREATE INDEX finding_by_endpoint ON finding (endpoint_id, number, state, severity);
CREATE INDEX finding_by_unit ON finding (unit_id, number, state, severity);
CREATE INDEX finding_by_state ON finding (state, number);
CREATE INDEX finding_by_severity ON finding (severity, number);
CREATE INDEX finding_by_state_and_severity ON finding (state, severity, number);

CREATE TABLE finding_event (
  endpoint_id TEXT NOT NULL REFERENCES endpoint (id),
  sequence INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (endpoint_id, sequence, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE section (
  digest TEXT PRIMARY KEY,
  stored_at INTEGER NOT NULL,
  gzip BLOB NOT NULL
) STRICT;

CREATE TABLE endpoint_section (
  endpoint_id TEXT NOT NULL REFERENCES endpoint (id),
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (endpoint_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_token (
  token_hash TEXT PRIMARY KEY,
  signs_in_as TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  signed_in_as TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_token (
  token_hash TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
} as const;
