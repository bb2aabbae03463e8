import { openSqlite, type Sqlite } from '../open-sqlite.ts';
import { type AdvisoryCatalogue, createAdvisoryCatalogue } from './advisory-catalogue.ts';
import { type AdvisoryFacts, createAdvisoryFacts } from './advisory-facts.ts';
import { type AdvisoryMatcher, createAdvisoryMatcher } from './advisory-matcher.ts';
import { advisoryFile } from './advisory-file.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';
import { createFeedReader, type FeedReader } from './feed-reader.ts';
import { createFeedSource, type FeedSource } from './feed-source.ts';
import { advisoryMigrations } from './migrations.ts';
import { createResponseStore, type ResponseStore } from './response-store.ts';
import { createSettings } from './settings.ts';

/** What is known of vulnerabilities, in one SQLite file that agent and collector of one data folder share. */
export interface AdvisoryStore {
  readonly documents: DocumentStore;
  readonly facts: AdvisoryFacts;
  readonly catalogue: AdvisoryCatalogue;
  readonly matcher: AdvisoryMatcher;
  /** At a collector: what it hands on. */
  readonly feed: FeedSource;
  /** On an endpoint: what it took over. */
  readonly received: FeedReader;
  readonly responses: ResponseStore;
  /** Another process has written since the last call, or since this was opened. */
  hasChangedElsewhere(): boolean;
  close(): void;
}

/** Throws STORE_NEWER or STORE_UNUSABLE. */
export function openAdvisoryStore(dataFolder: string): AdvisoryStore {
  return createAdvisoryStore(openSqlite(advisoryFile(dataFolder), advisoryMigrations));
}

export function createAdvisoryStore(db: Sqlite): AdvisoryStore {
  const settings = createSettings(db);
  const documents = createDocumentStore(db);
  const facts = createAdvisoryFacts(db);
  const dataVersion = (): unknown => db.pragma('data_version', { simple: true });
  let seen = dataVersion();
  return {
    documents,
    facts,
    catalogue: createAdvisoryCatalogue(db, facts),
    matcher: createAdvisoryMatcher(db),
    feed: createFeedSource(db, facts, settings),
    received: createFeedReader(documents, settings),
    responses: createResponseStore(db),
    hasChangedElsewhere() {
      const now = dataVersion();
      const hasChanged = now !== seen;
      seen = now;
      return hasChanged;
    },
    close() {
      documents.flush();
      db.close();
    },
  };
}
