import { type ReactElement, useSyncExternalStore } from 'react';
import type { Clock } from '../../src/base/clock.ts';
import { alarmingFindings } from '../../src/contracts/local-api.ts';
import { useNow } from '../console/use-now.ts';
import type { AgentStore } from './agent-store.ts';
import { shownAt } from './agent-view.ts';
import { Connecting } from './connecting.tsx';
import { Navigation } from './navigation.tsx';
import { ReachableView } from './reachable-view.tsx';
import { TrayHeader } from './tray-header.tsx';
import { Unreachable } from './unreachable.tsx';
import { useTrayVoice } from './use-tray-voice.ts';
import { useView } from './use-view.ts';

export interface AppProps {
  readonly agent: AgentStore;
  readonly clock: Clock;
}

export function App({ agent, clock }: AppProps): ReactElement {
  const { voice, choose } = useTrayVoice();
  const shown = useView();
  const now = useNow(clock);
  const view = shownAt(useSyncExternalStore(agent.subscribe, agent.view), now);
  const { link } = view;
  return (
    <>
      <TrayHeader voice={voice} onLanguage={choose} />
      <div className="window">
        <Navigation current={shown} alarming={link.kind === 'reachable' ? alarmingIn(link.status) : null} voice={voice} />
        <main id="main" tabIndex={-1}>
          {link.kind === 'connecting' && <Connecting voice={voice} />}
          {link.kind === 'unreachable' && <Unreachable code={link.code} voice={voice} />}
          {link.kind === 'reachable' && <ReachableView shown={shown} link={link} scan={view.scan} agent={agent} now={now} voice={voice} />}
        </main>
      </div>
    </>
  );
}

function alarmingIn(status: Parameters<typeof alarmingFindings>[0]): number {
  const { critical, high, medium } = alarmingFindings(status);
  return critical + high + medium;
}
