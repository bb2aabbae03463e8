import type { ReactElement } from 'react';
import type { Summary } from '../../src/contracts/summary.ts';
import { unreadWord } from '../i18n/unread-words.ts';
import type { Voice } from '../i18n/voice.ts';

export interface AgentEventsProps {
  readonly events: Summary['agentEvents'];
  readonly voice: Voice;
}

/** What the agent did to itself or saw of itself, in its own technical words. */
export function AgentEvents({ events, voice }: AgentEventsProps): ReactElement {
  return (
    <ul className="agent-events">
      {events.map(({ at, code, detail }, number) => (
        <li key={`${number} ${at}`}>
          <time dateTime={at}>{voice.format.instant(at)}</time> <strong>{unreadWord(voice.language, code)}</strong>
          <code className="second-line">{detail}</code>
        </li>
      ))}
    </ul>
  );
}
