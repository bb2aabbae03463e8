import { type ReactElement, useState } from 'react';
import type { Finding } from '../../src/domain/finding.ts';
import { isAtLeast } from '../../src/domain/severity.ts';
import { PageSection } from '../components/page-section.tsx';
import type { Settle } from './agent-store.ts';
import { FindingCard } from './finding-card.tsx';
import type { TrayVoice } from './tray-voice.ts';

export interface FindingSectionProps {
  readonly findings: readonly Finding[] | null;
  readonly advised: Finding | null;
  readonly hasScanned: boolean;
  readonly now: number;
  readonly voice: TrayVoice;
  readonly onSettle: Settle;
}

const shownAtOnce = 30;
const unfoldedAtFirst = 3;

/** Every finding that is not settled, gravest first; the first grave ones with what they rest on unfolded. */
export function FindingSection({ findings, advised, hasScanned, now, voice, onSettle }: FindingSectionProps): ReactElement {
  const { findings: texts } = voice.tray;
  const [most, setMost] = useState(shownAtOnce);
  const [by, setBy] = useState('');
  const rest = Math.max(0, (findings?.length ?? 0) - most);
  return (
    <PageSection title={texts.title}>
      {findings === null && <p className="muted">{texts.loading}</p>}
      {findings?.length === 0 && <p className="muted">{hasScanned ? `${texts.none} ${texts.noneMeans}` : texts.noneYet}</p>}
      {findings !== null && findings.length > 0 && (
        <ol className="finding-cards">
          {findings.slice(0, most).map((finding, at) => (
            <li key={finding.fingerprint}>
              <FindingCard
                finding={finding}
                isAdvised={finding === advised}
                isUnfolded={at < unfoldedAtFirst && isAtLeast(finding.severity, 'high')}
                now={now}
                voice={voice}
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
