import { isDeepStrictEqual } from 'node:util';
import { parseJson } from '../../base/parse-json.ts';
import { type Heartbeat, summary } from '../../contracts/summary.ts';

interface Sent {
  readonly sequence: number;
  readonly body: string;
}

/** The short form of a summary that says nothing new since the one that was sent last; null where it says something. */
export function shortHeartbeat(body: string, lastSent: Sent | null): Heartbeat | null {
  const [now, before] = [body, lastSent?.body].map((text) => summary.safeParse(parseJson(text ?? '')).data);
  if (!now || !before || !lastSent || now.findings.length > 0 || now.agentEvents.length > 0) return null;
  const { summaryId, sequence, createdAt } = now;
  const like = { ...before, summaryId, sequence, createdAt, findings: [], agentEvents: [] };
  return isDeepStrictEqual(like, now) ? { summaryId, sequence, createdAt, like: lastSent.sequence } : null;
}
