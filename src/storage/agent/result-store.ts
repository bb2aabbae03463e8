import { createHash } from 'node:crypto';
import { z } from 'zod';
import { scannedEndpoint } from '../../contracts/scan-report.ts';
import { isoInstant } from '../../contracts/finding.ts';
import { agentEvent, type SectionName, sectionName } from '../../contracts/summary.ts';
import type { Section } from '../../domain/judgement.ts';
import type { Sqlite } from '../open-sqlite.ts';
import { type ScannerResult, scannerResultRow } from './rows.ts';
import { readRow } from '../read-row.ts';

const scannedHost = scannedEndpoint.omit({ endpointId: true });
export type ScannedHost = z.infer<typeof scannedHost>;
export type AgentEvent = z.infer<typeof agentEvent>;

/** The newest result of every scanner, the newest inventory, and what the agent saw of itself. */
export interface ResultStore {
  saveResult(result: ScannerResult): void;
  results(): readonly ScannerResult[];
  /** When a scanner last read its places with success, RFC 3339; null before the first time. */
  lastReadAt(scannerId: string): string | null;
  saveSection(section: Section): void;
  sections(): Partial<Record<SectionName, string>>;
  /** The JSON text whose SHA-256 is `digest`, or null when the inventory has moved on. */
  sectionBody(digest: string): string | null;
  /** When packages were last installed or upgraded, RFC 3339; null when it is not known. */
  lastInstalledAt(): string | null;
  saveScan(scanId: string, startedAt: string, finishedAt: string, host: ScannedHost): void;
  /** The kept scans, oldest first. */
  scans(): readonly { readonly startedAt: string; readonly finishedAt: string }[];
  /** The newest inventory of this kind as JSON text; null before the first. */
  newestSection(name: SectionName): string | null;
  lastScan(): { readonly finishedAt: string; readonly host: ScannedHost } | null;
  addEvent(event: AgentEvent): void;
  /** Events that no summary has carried yet; they leave the table with the caller's transaction. */
  takeEvents(): readonly AgentEvent[];
}

const scanRow = z.object({
  finished_at: z.string(),
  host: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(scannedHost),
});
const updatesBody = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.looseObject({ lastInstalledAt: isoInstant.nullable() }));
const keptScans = 200;

export function createResultStore(db: Sqlite): ResultStore {
  const putResult = db.prepare(
    'INSERT OR REPLACE INTO scanner_result (scanner_id, finished_at, verdict, coverage, unreadable) VALUES (?, ?, ?, ?, ?)',
  );
  const readAt = db.prepare('SELECT value FROM setting WHERE key = ?');
  const putReadAt = db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)');
  const results = db.prepare('SELECT verdict, coverage, unreadable, finished_at FROM scanner_result ORDER BY scanner_id');
  const putSection = db.prepare('INSERT OR REPLACE INTO section (name, digest, body) VALUES (?, ?, ?)');
  const sections = db.prepare('SELECT name, digest FROM section');
  const body = db.prepare('SELECT body FROM section WHERE digest = ?');
  const updates = db.prepare("SELECT body FROM section WHERE name = 'updates'");
  const putScan = db.prepare('INSERT INTO scan (scan_id, started_at, finished_at, host) VALUES (?, ?, ?, ?)');
  const trimScans = db.prepare('DELETE FROM scan WHERE rowid <= (SELECT max(rowid) FROM scan) - ?');
  const newestScan = db.prepare('SELECT finished_at, host FROM scan ORDER BY rowid DESC LIMIT 1');
  const allScans = db.prepare('SELECT started_at, finished_at FROM scan ORDER BY rowid');
  const named = db.prepare('SELECT body FROM section WHERE name = ?').pluck();
  const putEvent = db.prepare('INSERT INTO agent_event (at, code, detail) VALUES (?, ?, ?)');
  const newEvents = db.prepare('SELECT at, code, detail FROM agent_event ORDER BY id LIMIT 1000');
  const dropEvents = db.prepare('DELETE FROM agent_event WHERE id IN (SELECT id FROM agent_event ORDER BY id LIMIT 1000)');
  return {
    saveResult: ({ verdict, coverage, unreadable, finishedAt }) => {
      if (coverage.status === 'ok') putReadAt.run(`readAt:${coverage.scannerId}`, finishedAt);
      putResult.run(coverage.scannerId, finishedAt, JSON.stringify(verdict), JSON.stringify(coverage), JSON.stringify(unreadable));
    },
    results: () => readRow(z.array(scannerResultRow), results.all()),
    lastReadAt: (scannerId) =>
      readRow(z.object({ value: z.string() }).nullable(), readAt.get(`readAt:${scannerId}`) ?? null)?.value ?? null,
    saveSection({ name, body: content }) {
      const text = JSON.stringify(content);
      putSection.run(name, createHash('sha256').update(text).digest('hex'), text);
    },
    sections: () =>
      Object.fromEntries(
        readRow(z.array(z.object({ name: z.string(), digest: z.string() })), sections.all()).flatMap(({ name, digest }) => {
          // What a version before this one kept under another name is no section any more.
          const known = sectionName.safeParse(name);
          return known.success ? [[known.data, digest] as const] : [];
        }),
      ),
    sectionBody: (digest) => readRow(z.object({ body: z.string() }).nullable(), body.get(digest) ?? null)?.body ?? null,
    lastInstalledAt() {
      const row = readRow(z.object({ body: updatesBody }).nullable(), updates.get() ?? null);
      return row?.body.lastInstalledAt ?? null;
    },
    saveScan(scanId, startedAt, finishedAt, host) {
      putScan.run(scanId, startedAt, finishedAt, JSON.stringify(host));
      trimScans.run(keptScans);
    },
    scans: () =>
      readRow(z.array(z.object({ started_at: z.string(), finished_at: z.string() })), allScans.all()).map((row) => ({
        startedAt: row.started_at,
        finishedAt: row.finished_at,
      })),
    newestSection: (name) => readRow(z.string().nullable(), named.get(name) ?? null),
    lastScan() {
      const row = readRow(scanRow.nullable(), newestScan.get() ?? null);
      return row && { finishedAt: row.finished_at, host: row.host };
    },
    addEvent: ({ at, code, detail }) => void putEvent.run(at, code, detail),
    takeEvents() {
      const events = readRow(z.array(agentEvent), newEvents.all());
      if (events.length > 0) dropEvents.run();
      return events;
    },
  };
}
