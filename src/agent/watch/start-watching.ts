import type { Logger } from 'pino';
import { type Clock, isoTime } from '../../base/clock.ts';
import type { Configuration } from '../../contracts/configuration.ts';
import type { FindingDraft } from '../../domain/finding.ts';
import { fingerprintOf } from '../../domain/fingerprint.ts';
import type { HostFiles } from '../../platform/host.ts';
import { type FolderEvent, watchFolders } from '../../platform/folder-watch.ts';
import type { Scanner } from '../../scanners/scanner.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import { canaryDrafts, placeCanaries, standingCanaries } from './canaries.ts';
import { type DocumentWatch, watchDocuments } from './document-watch.ts';
import { type NarrowPlaces, narrowPlaces } from './narrow-places.ts';
import { tellNow, watcherId } from './tell.ts';
import { dirname } from 'node:path';

export interface WatchingDeps {
  readonly store: AgentStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly files: HostFiles;
  readonly scanners: readonly Scanner[];
  readonly settings: Configuration['watch'];
  /** Runs these scanners soon, and resolves when they have run. */
  readonly scan: (scannerIds: readonly string[]) => Promise<void>;
  /** Something is in the outbox. */
  readonly onTold: () => void;
}

export interface Watching {
  /** Folders that are watched, and those that the system refused to watch. */
  status(): { readonly folders: number; readonly refused: number };
  stop(): void;
}

const settleMs = 300;
const longestMs = 1500;
/** A place that changes more often than this is left to the schedule for a while. */
const mostScansPerMinute = 12;
const judgeEveryMs = 500;
/** inotify loses what comes faster than it is read: after as much as this, everything is looked at once more. */
const burst = 2000;

/**
 * Watches the places where seconds count. A change of a place of some scanner has that scanner run at once; a canary that is touched
 * and documents that are encrypted are told from here, without a scan. The schedule stays the net below: what is missed here is found
 * by the next scan, and what the system refuses to watch is told.
 */
export function startWatching({ store, clock, log, files, scanners, settings, scan, onTold }: WatchingDeps): Watching {
  const due = new Map<string, { firstMs: number; lastMs: number }>();
  const ran = new Map<string, number[]>();
  const refused = new Map<string, string>();
  let narrow: NarrowPlaces = new Map();
  let documents: DocumentWatch[] = [];
  let isScanning = false;
  let events = 0;
  let lastEventMs = 0;

  const watch = watchFolders({
    onEvent: (event) => onEvent(event),
    onRefused: (folder, code) => {
      if (code !== 'ENOENT') refused.set(folder, code);
    },
  });

  const tell = (drafts: readonly Omit<FindingDraft, 'scannerId'>[]): void => {
    if (drafts.length === 0) return;
    tellNow(store, clock, drafts);
    for (const { rule, evidence } of drafts) log.warn({ rule, count: evidence.after?.count }, 'told by watching');
    onTold();
  };

  const onEvent = ({ folder, name }: FolderEvent): void => {
    const nowMs = clock.now();
    events += 1;
    lastEventMs = nowMs;
    const canaries = standingCanaries(store).filter((path) => dirname(path) === folder);
    if (canaries.length > 0) tell(newlyTouched(canaries));
    for (const document of documents) if (document.holds(folder)) document.event(folder, name);
    for (const id of narrow.get(folder) ?? []) {
      const known = due.get(id);
      due.set(id, { firstMs: known?.firstMs ?? nowMs, lastMs: nowMs });
    }
  };

  const touched = new Set<string>();
  /** A canary is told once, until it stands again. */
  const newlyTouched = (canaries: readonly string[]): Omit<FindingDraft, 'scannerId'>[] => {
    const drafts = canaryDrafts(canaries);
    const fresh = drafts.filter(({ fingerprint }) => !touched.has(fingerprint));
    for (const path of canaries) touched.delete(fingerprintOf('canary', dirname(path)));
    for (const { fingerprint } of drafts) touched.add(fingerprint);
    return fresh;
  };

  const place = (): void => {
    narrow = settings.live ? narrowPlaces(files, scanners) : new Map();
    for (const folder of narrow.keys()) watch.add(folder);
  };

  const scanDue = async (): Promise<void> => {
    const nowMs = clock.now();
    const ready = [...due]
      .filter(([, { firstMs, lastMs }]) => nowMs - lastMs >= settleMs || nowMs - firstMs >= longestMs)
      .map(([id]) => id);
    const ids = ready.filter((id) => recent(id, nowMs).length < mostScansPerMinute);
    if (ids.length === 0 || isScanning) return;
    isScanning = true;
    for (const id of ids) {
      due.delete(id);
      ran.set(id, [...recent(id, nowMs), nowMs]);
    }
    try {
      await scan(ids);
      place();
    } catch (thrown) {
      log.warn({ ids }, `a scan after a change failed: ${String(thrown)}`);
    } finally {
      isScanning = false;
    }
  };
  const recent = (id: string, nowMs: number): number[] => (ran.get(id) ?? []).filter((atMs) => nowMs - atMs < 60_000);

  /** After a burst events may be missing: everything that is watched is read once more. */
  const reconcileAfterBurst = (): void => {
    if (events < burst || clock.now() - lastEventMs < 1000) return;
    events = 0;
    const nowMs = clock.now();
    const all = new Set(['file-integrity', ...[...narrow.values()].flatMap((ids) => [...ids])]);
    for (const id of all) due.set(id, { firstMs: nowMs, lastMs: nowMs });
    tell(newlyTouched(standingCanaries(store)));
  };

  const { canaries, refused: notPlaced } = placeCanaries(store, settings.canary_folders);
  for (const path of canaries) watch.add(dirname(path));
  place();
  documents = settings.document_folders.map((root) => watchDocuments(root, watch, () => clock.now()));
  tell(newlyTouched(canaries));
  const limits = limitDrafts(refused, notPlaced);
  const wasLimited = store.findings.ofScanner(watcherId).some(({ rule, state }) => rule === limitRule && state !== 'resolved');
  if (limits.length > 0 || wasLimited) tellNow(store, clock, limits, [limitRule]);
  if (refused.size > 0 || notPlaced.length > 0)
    store.results.addEvent({
      at: isoTime(clock),
      code: 'WATCH_LIMITED',
      detail: `${refused.size} folders not watched, ${notPlaced.length} canaries not placed`,
    });
  const timer = setInterval(() => {
    tell(documents.flatMap((document) => document.judge(clock.now())));
    reconcileAfterBurst();
    if (due.size > 0) void scanDue();
  }, judgeEveryMs);
  timer.unref();
  return {
    status: () => ({ folders: watch.size, refused: refused.size }),
    stop: () => {
      clearInterval(timer);
      watch.close();
    },
  };
}

const limitRule = 'agent.watch-limited';

function limitDrafts(
  refused: ReadonlyMap<string, string>,
  notPlaced: readonly { readonly path: string; readonly reason: string }[],
): Omit<FindingDraft, 'scannerId'>[] {
  const reasons = [...new Set([...refused.values(), ...notPlaced.map(({ reason }) => reason)])];
  if (reasons.length === 0) return [];
  return [
    {
      rule: limitRule,
      fingerprint: fingerprintOf('agent', 'watch-limited'),
      severity: 'medium',
      evidence: {
        subject: `${refused.size + notPlaced.length} (${reasons.join(', ')})`,
        after: { count: refused.size + notPlaced.length },
      },
    },
  ];
}
