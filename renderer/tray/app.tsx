import { type ReactElement, useSyncExternalStore } from 'react';
import type { Clock } from '../../src/base/clock.ts';
import { useNow } from '../console/use-now.ts';
import type { AgentStore } from './agent-store.ts';
import { shownAt } from './agent-view.ts';
import { Connecting } from './connecting.tsx';
import { Overview } from './overview.tsx';
import { TrayHeader } from './tray-header.tsx';
import { Unreachable } from './unreachable.tsx';
import { useTrayVoice } from './use-tray-voice.ts';

export interface AppProps {
  readonly agent: AgentStore;
  readonly clock: Clock;
}

export function App({ agent, clock }: AppProps): ReactElement {
  const { voice, choose } = useTrayVoice();
  const now = useNow(clock);
  const view = shownAt(useSyncExternalStore(agent.subscribe, agent.view), now);
  return (
    <>
      <TrayHeader voice={voice} onLanguage={choose} />
      <main id="main" tabIndex={-1}>
        {view.link.kind === 'connecting' && <Connecting voice={voice} />}
        {view.link.kind === 'unreachable' && <Unreachable code={view.link.code} voice={voice} />}
        {view.link.kind === 'reachable' && (
          <Overview
            {...view.link}
            scan={view.scan}
            now={now}
            voice={voice}
            onScan={agent.scan}
            onSettle={agent.settle}
            onExposure={agent.exposure}
          />
        )}
      </main>
    </>
  );
}
