import type { Migrations } from '../open-sqlite.ts';

/** What is known of vulnerabilities, on an endpoint and at the collector alike. Append only. */
export const advisoryMigrations: Migrations = [
  {
    name: '0001-advisories',
    sql: `
      -- The newest document of each source; provenance of all that it gave.
      CREATE TABLE document (
        number INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL UNIQUE, format TEXT NOT NULL, digest TEXT NOT NULL, read_at TEXT NOT NULL
      ) STRICT;
      CREATE TABLE quarantined (
        source TEXT PRIMARY KEY, digest TEXT NOT NULL, reason TEXT NOT NULL, read_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- body is JSON of domain/advisories/advisory.ts. part tells statements of one id apart where a format spreads them over documents.
      CREATE TABLE advisory (
        number INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES document, format TEXT NOT NULL, id TEXT NOT NULL,
        part TEXT NOT NULL, modified_at TEXT, is_withdrawn INTEGER NOT NULL, body TEXT NOT NULL,
        UNIQUE (format, id, part)
      ) STRICT;
      CREATE INDEX advisory_by_document ON advisory (document);
      CREATE TABLE advisory_cve (
        cve TEXT NOT NULL, advisory INTEGER NOT NULL REFERENCES advisory, PRIMARY KEY (cve, advisory)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX advisory_cve_by_advisory ON advisory_cve (advisory);

      -- A name with one order of versions.
      CREATE TABLE product (
        number INTEGER PRIMARY KEY, key TEXT NOT NULL, scheme TEXT NOT NULL, family TEXT NOT NULL, UNIQUE (key, scheme)
      ) STRICT;
      CREATE INDEX product_by_family ON product (family);
      -- Affected from low up to, without, high, both as order-preserving keys; what versions do not decide reaches from one end to the other.
      CREATE TABLE affected_range (
        product INTEGER NOT NULL REFERENCES product, high BLOB NOT NULL, low BLOB NOT NULL, advisory INTEGER NOT NULL REFERENCES advisory,
        PRIMARY KEY (product, high, low, advisory)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX affected_range_by_advisory ON affected_range (advisory);

      CREATE TABLE exploited (cve TEXT PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE score (
        cve TEXT PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, probability REAL NOT NULL, percentile REAL NOT NULL, scored_on TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE windows_update (
        kb TEXT NOT NULL, product TEXT NOT NULL, build TEXT, document INTEGER NOT NULL REFERENCES document, PRIMARY KEY (product, kb, document)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX windows_update_by_kb ON windows_update (kb);
      CREATE TABLE supersedes (
        kb TEXT NOT NULL, superseded TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document, PRIMARY KEY (kb, superseded, document)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE support_end (
        product TEXT PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, body TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      -- What was handed on to endpoints: each piece with the version of the feed in which it last changed.
      CREATE TABLE feed_item (
        id TEXT PRIMARY KEY, digest TEXT NOT NULL, version INTEGER NOT NULL, is_gone INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX feed_item_by_version ON feed_item (version);
      -- What a server said of what it sent last (RFC 9110, section 13).
      CREATE TABLE response (
        url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, documents INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: '0002-coverage-and-age',
    sql: `
      -- Releases of systems, 'debian|12|', that standing advisories of a format name, and how many of them do.
      CREATE TABLE named_release (
        release TEXT NOT NULL, format TEXT NOT NULL, advisories INTEGER NOT NULL, PRIMARY KEY (release, format)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO named_release (release, format, advisories)
        SELECT substr(key, 1, length(space) + length(space_and_more)), format, count(DISTINCT advisory) FROM (
          SELECT key, advisory.format AS format, affected_range.advisory AS advisory, substr(key, 1, instr(key, '|')) AS space,
            substr(substr(key, instr(key, '|') + 1), 1, instr(substr(key, instr(key, '|') + 1), '|')) AS space_and_more
          FROM product JOIN affected_range ON affected_range.product = product.number JOIN advisory ON advisory.number = affected_range.advisory
          WHERE key GLOB 'windows|*' OR key GLOB 'debian|*' OR key GLOB 'ubuntu|*' OR key GLOB 'alpine|*' OR key GLOB 'rpm/*|*'
        ) WHERE space_and_more <> '|' GROUP BY 1, 2;
      -- What a feed tells of the whole that it is a part of.
      CREATE TABLE told_release (
        release TEXT NOT NULL, format TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document, PRIMARY KEY (release, format, document)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX told_release_by_document ON told_release (document);
      CREATE TABLE told_reading (
        format TEXT NOT NULL, document INTEGER NOT NULL REFERENCES document, read_at TEXT NOT NULL, PRIMARY KEY (format, document)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX told_reading_by_document ON told_reading (document);
      -- When documents of a format were last looked at, whether they had changed or not.
      CREATE TABLE reading (format TEXT PRIMARY KEY, read_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
      DELETE FROM setting WHERE key = 'confirmedAt';
    `,
  },
];
