import type { Migrations } from '../open-sqlite.ts';

/** The agent's database. Append only: a released migration is never edited, renamed or reordered. */
export const agentMigrations: Migrations = [
  {
    name: '0001-findings-and-outbox',
    sql: `
      CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE scan (
        scan_id TEXT PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT NOT NULL, host TEXT NOT NULL
      ) STRICT;

      CREATE TABLE scanner_result (
        scanner_id TEXT PRIMARY KEY, finished_at TEXT NOT NULL,
        verdict TEXT NOT NULL, coverage TEXT NOT NULL, unreadable TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE baseline (scanner_id TEXT PRIMARY KEY, made_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE baseline_thing (
        scanner_id TEXT NOT NULL REFERENCES baseline, kind TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL,
        PRIMARY KEY (scanner_id, kind, key)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE change (
        id INTEGER PRIMARY KEY, scanner_id TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, change TEXT NOT NULL,
        before TEXT, after TEXT, seen_at TEXT NOT NULL
      ) STRICT;

      -- revision counts what happened to a finding; reported is the revision that the last summary carried.
      CREATE TABLE finding (
        fingerprint TEXT PRIMARY KEY, scanner_id TEXT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, technique TEXT,
        evidence TEXT NOT NULL, state TEXT NOT NULL, first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
        kind TEXT, key TEXT, revision INTEGER NOT NULL, reported INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX finding_by_scanner ON finding (scanner_id);
      CREATE INDEX finding_unreported ON finding (fingerprint) WHERE revision > reported;

      CREATE TABLE section (name TEXT PRIMARY KEY, digest TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE agent_event (id INTEGER PRIMARY KEY, at TEXT NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL) STRICT;

      -- AUTOINCREMENT: a sequence number is never given twice, also when sent summaries have left the table.
      CREATE TABLE outbox (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, summary_id TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL, body TEXT NOT NULL, sent_at TEXT
      ) STRICT;
      CREATE INDEX outbox_waiting ON outbox (sequence) WHERE sent_at IS NULL;
    `,
  },
  {
    name: '0002-explained-changes',
    sql: `
      -- JSON of domain/explanation.ts; null for a change that nothing explains.
      ALTER TABLE change ADD COLUMN explanation TEXT;
      CREATE INDEX change_by_thing ON change (scanner_id, kind, key);
    `,
  },
  {
    name: '0003-integrity',
    sql: `
      -- The baseline of every watched file. outline is a digest of a folder's names, sizes, times, inodes and rights, empty to have it read again.
      CREATE TABLE ledger_folder (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, outline TEXT NOT NULL, hashed_at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE ledger_file (
        folder INTEGER NOT NULL REFERENCES ledger_folder, name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL,
        mtime_ms REAL NOT NULL, ctime_ms REAL NOT NULL, inode INTEGER NOT NULL, mode INTEGER NOT NULL, uid INTEGER NOT NULL,
        gid INTEGER NOT NULL, link_target TEXT, digest TEXT, PRIMARY KEY (folder, name)
      ) STRICT, WITHOUT ROWID;

      -- File integrity begins anew: what it kept before was of other places.
      DELETE FROM baseline_thing WHERE scanner_id = 'file-integrity';
      DELETE FROM baseline WHERE scanner_id = 'file-integrity';
    `,
  },
  {
    name: '0004-finding-states',
    sql: `
      -- Who settled a finding and why, and what scans made of it since: nothing here is ever changed or taken away.
      CREATE TABLE finding_step (
        id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL REFERENCES finding, at TEXT NOT NULL,
        from_state TEXT NOT NULL, to_state TEXT NOT NULL, by TEXT, reason TEXT
      ) STRICT;
      CREATE INDEX finding_step_by_finding ON finding_step (fingerprint, id);
      CREATE TRIGGER finding_step_is_kept BEFORE DELETE ON finding_step BEGIN SELECT RAISE(ABORT, 'the history of findings is kept'); END;
      CREATE TRIGGER finding_step_is_fixed BEFORE UPDATE ON finding_step BEGIN SELECT RAISE(ABORT, 'the history of findings is fixed'); END;

      -- The things of a finding that stands for many. state is JSON of what each is now, null for what is gone.
      CREATE TABLE flood_thing (
        fingerprint TEXT NOT NULL, scanner_id TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, state TEXT, seen_at TEXT NOT NULL,
        PRIMARY KEY (fingerprint, kind, key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX flood_thing_by_scanner ON flood_thing (scanner_id);
    `,
  },
  {
    name: '0005-ledger-by-folder',
    sql: `
      -- All files of a folder in one row, as domain/packed-files.ts has them.
      CREATE TABLE ledger_files (folder INTEGER PRIMARY KEY REFERENCES ledger_folder, files BLOB NOT NULL) STRICT;
      INSERT INTO ledger_files (folder, files)
        SELECT folder, CAST(group_concat(
          json_array(name, type, size, mtime_ms, ctime_ms, inode, mode, uid, gid, link_target, digest) || char(10), '' ORDER BY name
        ) AS BLOB) FROM ledger_file GROUP BY folder;
      DROP TABLE ledger_file;
    `,
  },
  {
    name: '0006-finding-log',
    sql: `
      -- domain/finding-log.ts: hash is of this entry and of the hash before it.
      CREATE TABLE finding_log (
        position INTEGER PRIMARY KEY, kind TEXT NOT NULL, fingerprint TEXT NOT NULL, digest TEXT NOT NULL, hash TEXT NOT NULL
      ) STRICT;
      CREATE INDEX finding_log_by_finding ON finding_log (fingerprint, position);
      CREATE TRIGGER finding_log_is_kept BEFORE DELETE ON finding_log BEGIN SELECT RAISE(ABORT, 'the log of findings is kept'); END;
      CREATE TRIGGER finding_log_is_fixed BEFORE UPDATE ON finding_log BEGIN SELECT RAISE(ABORT, 'the log of findings is fixed'); END;

      -- The history of a finding leaves with the finding, once the log says so.
      DROP TRIGGER finding_step_is_kept;
      CREATE TRIGGER finding_step_is_kept BEFORE DELETE ON finding_step
        WHEN (SELECT kind FROM finding_log WHERE fingerprint = OLD.fingerprint ORDER BY position DESC LIMIT 1) IS NOT 'dropped'
        BEGIN SELECT RAISE(ABORT, 'the history of findings is kept'); END;
    `,
  },
  {
    name: '0007-finding-log-start',
    sql: `
      -- The head of the log where it was cut: entries up to there may go, once what still holds of them was noted again behind it.
      CREATE TABLE finding_log_start (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
      DROP TRIGGER finding_log_is_kept;
      CREATE TRIGGER finding_log_is_kept BEFORE DELETE ON finding_log
        WHEN OLD.position > coalesce((SELECT position FROM finding_log_start), 0)
        BEGIN SELECT RAISE(ABORT, 'the log of findings is kept'); END;
    `,
  },
];
