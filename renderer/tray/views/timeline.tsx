import { type ReactElement, useEffect, useState } from 'react';
import type { LoggedChange } from '../../../src/contracts/change.ts';
import { listChanges } from '../../../src/contracts/local-views.ts';
import { EvidenceTable } from '../../components/evidence-table.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Ask } from '../agent-api.ts';
import type { TrayVoice } from '../tray-voice.ts';
import { explanationText } from './explanation-text.ts';

export interface TimelineProps {
  readonly only: 'explained' | 'unexplained';
  readonly none: string;
  readonly ask: Ask;
  readonly voice: TrayVoice;
}

const pageSize = 50;

/** Changes by the minute in which they were seen, newest first; earlier ones on demand. */
export function Timeline({ only, none, ask, voice }: TimelineProps): ReactElement {
  const [changes, setChanges] = useState<readonly LoggedChange[] | null>(null);
  const [hasMore, setMore] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const load = async (earlier: readonly LoggedChange[], isCurrent: () => boolean): Promise<void> => {
    const before = earlier.at(-1)?.id;
    const answer = await ask(listChanges, { only, limit: pageSize, ...(before === undefined ? {} : { before }) });
    if (!isCurrent()) return;
    if (answer.status === 'failed') return setFailure(answer.code);
    setFailure(null);
    setChanges([...earlier, ...answer.value.changes]);
    setMore(answer.value.hasMore);
  };
  useEffect(() => {
    let isCurrent = true;
    void load([], () => isCurrent);
    return () => {
      isCurrent = false;
    };
    // A change of language asks for nothing anew.
  }, [ask, only]);
  const again = (): void => void load(changes ?? [], () => true);
  const { changes: texts } = voice.views;
  if (failure !== null)
    return (
      <Notice
        tone="caution"
        icon="unknown"
        title={voice.views.failed(failure)}
        action={
          <button type="button" className="button" onClick={again}>
            {voice.views.retry}
          </button>
        }
      />
    );
  if (changes === null) return <p className="muted">{voice.views.loading}</p>;
  if (changes.length === 0) return <p>{none}</p>;
  const minutes = byMinute(changes, voice);
  return (
    <>
      <ol className="timeline">
        {minutes.map(([at, seen]) => (
          <li key={`${at} ${seen[0]?.id}`}>
            <p className="timeline-time">{at}</p>
            <ul>
              {seen.map((change) => (
                <li key={change.id}>
                  <Change change={change} voice={voice} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {hasMore && (
        <button type="button" className="button button-wide" onClick={again}>
          {texts.more}
        </button>
      )}
    </>
  );
}

/** Changes are in the order of time: those of one minute stand together. */
function byMinute(changes: readonly LoggedChange[], { format }: TrayVoice): [at: string, changes: LoggedChange[]][] {
  const minutes: [string, LoggedChange[]][] = [];
  for (const change of changes) {
    const at = format.instant(change.seenAt);
    const last = minutes.at(-1);
    if (last?.[0] === at) last[1].push(change);
    else minutes.push([at, [change]]);
  }
  return minutes;
}

function Change({ change, voice }: { readonly change: LoggedChange; readonly voice: TrayVoice }): ReactElement {
  const { changes: texts } = voice.views;
  const { rule, subject, before, after, explanation } = change;
  const evidence = { subject, ...(before && { before }), ...(after && { after }) };
  return (
    <>
      <p className="timeline-title">{voice.words.findingTitle(rule, evidence)}</p>
      {explanation !== null && (
        <p className="second-line">
          {texts.because}: {explanationText(explanation, voice)}
        </p>
      )}
      <details>
        <summary>{texts.details}</summary>
        <EvidenceTable rule={rule} evidence={evidence} voice={voice} />
      </details>
    </>
  );
}
