import { type ReactElement, useState } from 'react';
import { listFindings } from '../../../src/contracts/local-api.ts';
import { type Finding, findingStates } from '../../../src/domain/finding.ts';
import { severities } from '../../../src/domain/severity.ts';
import { Answered } from '../answered.tsx';
import { FindingSection } from '../finding-section.tsx';
import type { ViewProps } from '../view-props.ts';
import { useAnswer } from '../use-answer.ts';
import { type FindingChoice, anyFinding, fits } from './finding-choice.ts';

/** Every finding, to be filtered, searched, read, settled and printed. */
export function FindingsView(props: ViewProps): ReactElement {
  const { link, voice } = props;
  const { findings: texts } = voice.views;
  const [choice, setChoice] = useState<FindingChoice>(anyFinding);
  return (
    <>
      <h1>{texts.title}</h1>
      <Filter choice={choice} onChange={setChoice} voice={voice} />
      {choice.state === 'unsettled' ? (
        <List {...props} findings={link.findings} choice={choice} />
      ) : (
        <Settled key={choice.state} {...props} state={choice.state} choice={choice} />
      )}
    </>
  );
}

interface FilterProps extends Pick<ViewProps, 'voice'> {
  readonly choice: FindingChoice;
  readonly onChange: (choice: FindingChoice) => void;
}

const stateOf = (value: string): FindingChoice['state'] => findingStates.find((state) => state === value) ?? 'unsettled';

function Filter({ choice, onChange, voice }: FilterProps): ReactElement {
  const { findings: words } = voice.texts;
  const { findings: texts } = voice.views;
  return (
    <fieldset className="filter">
      <legend className="visually-hidden">{words.filter}</legend>
      <label className="field">
        <span>{words.state}</span>
        <select value={choice.state} onChange={({ target }) => onChange({ ...choice, state: stateOf(target.value) })}>
          <option value="unsettled">{texts.unsettled}</option>
          {findingStates.map((state) => (
            <option key={state} value={state}>
              {voice.words.state(state)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{words.severity}</span>
        <select
          value={choice.severity ?? 'any'}
          onChange={({ target }) => onChange({ ...choice, severity: severities.find((severity) => severity === target.value) ?? null })}
        >
          <option value="any">{words.anySeverity}</option>
          {severities.toReversed().map((severity) => (
            <option key={severity} value={severity}>
              {voice.words.severity(severity)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{texts.search}</span>
        <input
          type="search"
          value={choice.text}
          maxLength={200}
          spellCheck={false}
          onChange={({ target }) => onChange({ ...choice, text: target.value })}
        />
      </label>
    </fieldset>
  );
}

interface SettledProps extends ViewProps {
  readonly state: Exclude<FindingChoice['state'], 'unsettled'>;
  readonly choice: FindingChoice;
}

/** Those of one state, which the page does not hold all the time. */
function Settled({ state, choice, ...props }: SettledProps): ReactElement {
  const { agent, link, voice } = props;
  const since = JSON.stringify([link.status.lastScanAt, link.status.openFindings, link.status.acknowledgedFindings]);
  const asked = useAnswer(agent.ask, listFindings, { state, limit: 5000 }, since);
  return (
    <Answered asked={asked} voice={voice}>
      {({ findings }) => <List {...props} findings={findings} choice={choice} />}
    </Answered>
  );
}

interface ListProps extends ViewProps {
  readonly findings: readonly Finding[] | null;
  readonly choice: FindingChoice;
}

function List({ findings, choice, link, agent, now, voice }: ListProps): ReactElement {
  const { findings: texts } = voice.views;
  const fitting = findings?.filter((finding) => fits(finding, choice, voice)) ?? null;
  const isFiltered = findings !== null && findings.length > 0 && fitting?.length === 0;
  if (isFiltered) return <p role="status">{texts.noneFound}</p>;
  return <FindingSection findings={fitting} status={link.status} now={now} voice={voice} ask={agent.ask} onSettle={agent.settle} />;
}
