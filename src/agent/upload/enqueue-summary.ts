import { randomBytes, randomUUID } from 'node:crypto';
import { type Clock, isoTime } from '../../base/clock.ts';
import { productVersion } from '../../base/version.ts';
import { type Summary, summary } from '../../contracts/summary.ts';
import { toldLength } from '../../storage/agent/finding-log-store.ts';
import { emptyLog } from '../../domain/finding-log.ts';
import type { ToldLog } from '../../domain/log-break.ts';
import { createPseudonym, redactText } from '../../domain/redact-text.ts';
import { redactFinding, redactSubjects } from '../../domain/redaction.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';

const mostFindings = 10_000;

/**
 * Puts the next summary into the outbox, redacted, as part of the caller's transaction. Does nothing on a machine that is
 * not enrolled or has never been scanned: findings keep until then.
 */
export function enqueueSummary(store: AgentStore, clock: Clock): void {
  const endpointId = store.setting('endpointId');
  const scan = store.results.lastScan();
  if (endpointId === null || scan === null) return;
  const pseudonym = createPseudonym(pseudonymKey(store));
  const redact = (text: string): string => redactText(text, pseudonym);
  const results = store.results.results();
  const summaryId = randomUUID();
  const createdAt = isoTime(clock);
  const findingLog = tellLog(store);
  store.outbox.add(summaryId, createdAt, (sequence) => {
    const document: Summary = {
      formatVersion: 1,
      summaryId,
      endpointId,
      sequence,
      createdAt,
      agentVersion: productVersion,
      host: scan.host,
      sections: store.results.sections(),
      verdicts: results.map(({ verdict }) =>
        verdict.status === 'pass' ? verdict : { ...verdict, subjects: redactSubjects(verdict.scannerId, verdict.subjects, pseudonym) },
      ),
      coverage: results.map(({ coverage }) => ({
        ...coverage,
        ...(coverage.reason === undefined ? {} : { reason: redact(coverage.reason) }),
      })),
      findings: store.findings.takeNews(mostFindings).map((finding) => redactFinding(finding, pseudonym)),
      agentEvents: store.results.takeEvents().map((event) => ({ ...event, detail: redact(event.detail) })),
      findingLog,
    };
    return JSON.stringify(summary.parse(document));
  });
}

/** The log as it is now, with what it was at the summary before: the collector kept that head. */
function tellLog(store: AgentStore): ToldLog {
  const { length, head, intact } = store.checkFindingLog();
  const from = store.findingLog.headAt(Number(store.setting(toldLength) ?? 0)) ?? emptyLog;
  store.setSetting(toldLength, String(length));
  return { length, head, from, intact };
}

/** Made once per endpoint; without it nobody can test a guessed name against a pseudonym. */
function pseudonymKey(store: AgentStore): string {
  const known = store.setting('pseudonymKey');
  if (known !== null) return known;
  const key = randomBytes(32).toString('hex');
  store.setSetting('pseudonymKey', key);
  return key;
}
