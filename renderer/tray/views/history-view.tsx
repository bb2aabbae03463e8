import type { ReactElement } from 'react';
import { getHistory, type MachineHistory } from '../../../src/contracts/local-views.ts';
import { Answered } from '../answered.tsx';
import { Chart } from '../charts/chart.tsx';
import type { ViewProps } from '../view-props.ts';
import { useAnswer } from '../use-answer.ts';

/** How it came to what it is. */
export function HistoryView({ link: { status }, agent, voice }: ViewProps): ReactElement {
  const { history: texts } = voice.views;
  const asked = useAnswer(agent.ask, getHistory, {}, JSON.stringify([status.lastScanAt, status.openFindings]));
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="muted">{texts.lead}</p>
      <Answered asked={asked} voice={voice}>
        {(history) => <Charts history={history} voice={voice} />}
      </Answered>
    </>
  );
}

function Charts({
  history: { findings, updates, scans },
  voice,
}: { readonly history: MachineHistory } & Pick<ViewProps, 'voice'>): ReactElement {
  const { history: texts } = voice.views;
  const { severity } = voice.words;
  const sums = findings.map(({ open }) => Object.values(open).reduce((all, one) => all + one, 0));
  const grave = findings.map(({ open }) => (open.critical ?? 0) + (open.high ?? 0));
  return (
    <>
      <Chart
        title={texts.findings}
        at={findings.map(({ at }) => at)}
        series={[
          { name: texts.findingsSum, look: 'first', values: sums },
          { name: `${severity('critical')} + ${severity('high')}`, look: 'second', values: grave },
        ]}
        isStepped
        voice={voice}
      />
      <Chart
        title={texts.updates}
        at={updates.map(({ at }) => at)}
        series={[
          { name: texts.pending, look: 'first', values: updates.map(({ pending }) => pending) },
          { name: texts.security, look: 'second', values: updates.map(({ security }) => security) },
        ]}
        isStepped
        voice={voice}
      />
      <Chart
        title={texts.scans}
        at={scans.map(({ at }) => at)}
        series={[{ name: texts.seconds, look: 'first', values: scans.map(({ durationMs }) => Math.round(durationMs / 100) / 10) }]}
        isStepped={false}
        voice={voice}
      />
    </>
  );
}
