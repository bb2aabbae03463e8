import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Summary } from '../../../../src/contracts/summary.ts';
import { findingStates } from '../../../../src/domain/finding.ts';
import { severities } from '../../../../src/domain/severity.ts';
import { type OpenStore, openStore } from '../../../fixtures/collector/open-store.ts';
import { aFinding, aSummary } from '../../../fixtures/collector/summaries.ts';

const send = ({ store }: OpenStore, summary: Summary) => store.ingest({ summary, text: JSON.stringify(summary), receivedAt: 1000 });

const anyFinding = fc
  .record({ key: fc.constantFrom('a', 'b', 'c', 'd'), state: fc.constantFrom(...findingStates), severity: fc.constantFrom(...severities) })
  .map(({ key, ...over }) => aFinding(key, over));

/** What an endpoint has to say, in its order: gaps in the sequence are its own business. */
const anyHistory = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 3 }), findings: fc.array(anyFinding, { maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((steps) => {
    let sequence = 0;
    return steps.map(({ gap, findings }) => {
      sequence += gap;
      return { sequence, findings };
    });
  });

interface Kept {
  readonly findings: unknown[];
  readonly events: unknown[];
  readonly endpoint: unknown;
}

function keptOf({ sqlite }: OpenStore, endpointId: string): Kept {
  return {
    findings: sqlite
      .prepare('SELECT fingerprint, sequence, state, severity FROM finding WHERE endpoint_id = ? ORDER BY fingerprint')
      .all(endpointId),
    events: sqlite
      .prepare('SELECT sequence, fingerprint, state FROM finding_event WHERE endpoint_id = ? ORDER BY sequence, fingerprint')
      .all(endpointId),
    endpoint: sqlite
      .prepare('SELECT last_sequence, open_info, open_low, open_medium, open_high, open_critical FROM endpoint WHERE id = ?')
      .get(endpointId),
  };
}

/** What must be kept of the summaries that were taken up, told independently of the store. */
function expectedOf(summaries: readonly Summary[]): Kept {
  const latest = new Map<string, { sequence: number; state: string; severity: string }>();
  const events = new Map<string, { sequence: number; fingerprint: string; state: string }>();
  for (const { sequence, findings } of summaries)
    for (const { fingerprint, state, severity } of findings) {
      latest.set(fingerprint, { sequence, state, severity });
      events.set(`${sequence} ${fingerprint}`, { sequence, fingerprint, state });
    }
  const unsettled = (severity: string): number =>
    [...latest.values()].filter(
      (finding) => finding.severity === severity && (finding.state === 'open' || finding.state === 'acknowledged'),
    ).length;
  const byText = (a: { fingerprint: string }, b: { fingerprint: string }): number => (a.fingerprint < b.fingerprint ? -1 : 1);
  return {
    findings: [...latest].map(([fingerprint, rest]) => ({ fingerprint, ...rest })).toSorted(byText),
    events: [...events.values()].toSorted((a, b) => a.sequence - b.sequence || byText(a, b)),
    endpoint: {
      last_sequence: summaries.at(-1)?.sequence ?? 0,
      open_info: unsettled('info'),
      open_low: unsettled('low'),
      open_medium: unsettled('medium'),
      open_high: unsettled('high'),
      open_critical: unsettled('critical'),
    },
  };
}

test('however often what was sent is sent again, the findings are the same and each event is there once', async () => {
  const opened = openStore();
  const repeats = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(anyHistory, repeats, async (history, again) => {
      const endpointId = await opened.endpoint();
      const summaries = history.map(({ sequence, findings }) => aSummary(endpointId, sequence, { findings }));
      for (const [at, summary] of summaries.entries()) {
        expect(await send(opened, summary)).toMatchObject({ stored: 'new' });
        for (const [, which] of again.filter(([when]) => when % summaries.length === at))
          expect(await send(opened, summaries[which % (at + 1)] ?? summary)).toMatchObject({ stored: 'duplicate' });
      }
      expect(keptOf(opened, endpointId)).toEqual(expectedOf(summaries));
    }),
    { numRuns: 60 },
  );
});

test('in whatever order summaries come, what counts is what moved forward; the rest is told as a fork and changes nothing', async () => {
  const opened = openStore();
  await fc.assert(
    fc.asyncProperty(anyHistory, fc.array(fc.nat(), { minLength: 1, maxLength: 15 }), async (history, order) => {
      const endpointId = await opened.endpoint();
      const summaries = history.map(({ sequence, findings }) => aSummary(endpointId, sequence, { findings }));
      const taken: Summary[] = [];
      for (const which of order) {
        const summary = summaries[which % summaries.length] ?? aSummary(endpointId, 1);
        const moves = summary.sequence > (taken.at(-1)?.sequence ?? 0);
        const { stored } = await send(opened, summary);
        expect(stored).toBe(taken.includes(summary) ? 'duplicate' : moves ? 'new' : 'forked');
        if (stored === 'new') taken.push(summary);
      }
      expect(keptOf(opened, endpointId)).toEqual(expectedOf(taken));
    }),
    { numRuns: 60 },
  );
});

test('summaries that arrive at one moment are stored one after the other', async () => {
  const opened = openStore();
  const endpointIds = await Promise.all(Array.from({ length: 20 }, () => opened.endpoint()));
  const summaries = endpointIds.flatMap((endpointId) => [
    aSummary(endpointId, 1, { findings: [aFinding('a')] }),
    aSummary(endpointId, 2, { findings: [aFinding('b')] }),
  ]);
  const outcomes = await Promise.all(summaries.map((summary) => send(opened, summary)));
  expect(outcomes.map(({ stored }) => stored)).toEqual(summaries.map(() => 'new'));
});

test('a summary identifier of one endpoint does not stand in the way of another endpoint', async () => {
  const opened = openStore();
  const [first, second] = [await opened.endpoint(), await opened.endpoint()];
  const summary = aSummary(first, 1);
  await send(opened, summary);
  expect(await send(opened, aSummary(second, 1, { summaryId: summary.summaryId }))).toMatchObject({ stored: 'new' });
});

test('an endpoint that the store does not know is told apart', async () => {
  expect(await send(openStore(), aSummary('1b4e28ba-2fa1-41d2-883f-0016d3cca427', 1))).toEqual({ stored: 'endpoint-unknown' });
});
