import { type ReactElement, useState } from 'react';
import type { AgentStatus } from '../../src/contracts/local-api.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { isAtLeast } from '../../src/domain/severity.ts';
import { PageSection } from '../components/page-section.tsx';
import type { Ask } from './agent-api.ts';
import type { Settle } from './agent-store.ts';
import { FindingCard } from './finding-card.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface FindingSectionProps {
  readonly findings: readonly Finding[] | null;
  readonly status: AgentStatus;
  readonly now: number;
  readonly voice: TrayVoice;
  readonly ask: Ask;
  readonly onSettle: Settle;
}

const shownAtOnce = 30;
const unfoldedAtFirst = 3;

/** Findings, gravest first; the first grave ones with what they rest on unfolded. */
export function FindingSection({ findings, status, now, voice, ask, onSettle }: FindingSectionProps): ReactElement {
  const { findings: texts } = voice.tray;
  const [most, setMost] = useState(shownAtOnce);
  const [by, setBy] = useState('');
  const rest = Math.max(0, (findings?.length ?? 0) - most);
  const none = status.lastScanAt === null ? texts.noneYet : `${texts.none} ${texts.noneMeans}`;
  return (
    <PageSection title={findings === null ? texts.loading : voice.views.findings.count(voice.format.quantity(findings.length))}>
      {findings?.length === 0 && <p className="muted">{none}</p>}
      {findings !== null && findings.length > 0 && (
        <ol className="finding-cards">
          {findings.slice(0, most).map((finding, at) => (
            <li key={finding.fingerprint}>
              <FindingCard
                finding={finding}
                isUnfolded={at < unfoldedAtFirst && isAtLeast(finding.severity, 'high')}
                status={status}
                now={now}
                voice={voice}
                ask={ask}
                settling={{ by, onBy: setBy, onSettle }}
              />
            </li>
          ))}
        </ol>
      )}
      {rest > 0 && (
        <button type="button" className="button button-wide" onClick={() => setMost(most + shownAtOnce)}>
          {texts.more(voice.format.quantity(Math.min(rest, shownAtOnce)), voice.format.quantity(rest))}
        </button>
      )}
    </PageSection>
  );
}
