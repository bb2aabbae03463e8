/**
 * Dates ending in `_on`, `deadline` and `day` are `YYYY-MM-DD` in Vietnam; times ending in `_at` are milliseconds by the
 * collector's clock. `machine_id` is an endpoint's id or an imported machine's. `warning_concern` remembers an inventory
 * that a machine had while a warning concerned it. `inventory_change` is the inventory that a machine had before its
 * present one, until that is held against the warnings. `warning_day` has a row for a day on which figures changed.
 */
export const createWarnings = {
  name: '0004-warnings',
  sql: `
CREATE TABLE warning (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  letter_key TEXT NOT NULL UNIQUE,
  letter_number TEXT NOT NULL,
  issuer TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  title TEXT NOT NULL,
  products TEXT NOT NULL,
  effect TEXT NOT NULL,
  is_exploited INTEGER NOT NULL CHECK (is_exploited IN (0, 1)),
  deadline TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  revision INTEGER NOT NULL DEFAULT 1,
  judged_at INTEGER,
  counted_at INTEGER
) STRICT;
CREATE INDEX warning_by_state ON warning (state, number);

CREATE TABLE warning_cve (
  warning INTEGER NOT NULL REFERENCES warning (number),
  cve TEXT NOT NULL,
  impact TEXT NOT NULL CHECK (impact IN ('critical', 'high', 'other')),
  PRIMARY KEY (warning, cve)
) STRICT, WITHOUT ROWID;

CREATE TABLE warning_event (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  warning INTEGER NOT NULL REFERENCES warning (number),
  at INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('created', 'edited', 'closed', 'reopened', 'attached'))
) STRICT;
CREATE INDEX warning_event_by_warning ON warning_event (warning, number);

CREATE TABLE warning_attachment (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  warning INTEGER NOT NULL REFERENCES warning (number),
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  attached_at INTEGER NOT NULL,
  content BLOB NOT NULL,
  UNIQUE (warning, digest)
) STRICT;

CREATE TABLE warning_exposure (
  warning INTEGER NOT NULL REFERENCES warning (number),
  digest TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('affected', 'end-of-life', 'unknown', 'fixed', 'not-affected')),
  reason TEXT,
  needs TEXT NOT NULL,
  PRIMARY KEY (warning, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE warning_concern (
  warning INTEGER NOT NULL REFERENCES warning (number),
  machine_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (warning, machine_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE inventory_change (
  machine_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (machine_id, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE imported_machine (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  unit_id TEXT NOT NULL REFERENCES unit (id),
  hostname TEXT NOT NULL,
  hostname_key TEXT NOT NULL,
  digest TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  imported_by TEXT NOT NULL,
  source TEXT NOT NULL,
  UNIQUE (unit_id, hostname_key)
) STRICT;

CREATE TABLE warning_figure (
  warning INTEGER NOT NULL REFERENCES warning (number),
  unit_id TEXT NOT NULL REFERENCES unit (id),
  missing INTEGER NOT NULL,
  end_of_life INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  silent INTEGER NOT NULL,
  remediated INTEGER NOT NULL,
  not_affected INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  PRIMARY KEY (warning, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE warning_day (
  warning INTEGER NOT NULL REFERENCES warning (number),
  day TEXT NOT NULL,
  unit_id TEXT NOT NULL REFERENCES unit (id),
  missing INTEGER NOT NULL,
  end_of_life INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  silent INTEGER NOT NULL,
  remediated INTEGER NOT NULL,
  not_affected INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  PRIMARY KEY (warning, day, unit_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX endpoint_by_hostname ON endpoint (lower(hostname));
CREATE INDEX endpoint_section_by_digest ON endpoint_section (name, digest);
`,
} as const;
