import type { ReactElement } from 'react';
import { findingStates } from '../../src/domain/finding.ts';
import { severities } from '../../src/domain/severity.ts';
import type { Voice } from '../i18n/voice.ts';

export interface FindingFilterProps {
  /** A state or `any`. */
  readonly state: string;
  /** A severity or `any`. */
  readonly severity: string;
  readonly onChange: (chosen: { readonly state: string; readonly severity: string }) => void;
  readonly voice: Voice;
}

export function FindingFilterBar({ state, severity, onChange, voice }: FindingFilterProps): ReactElement {
  const { findings: texts } = voice.texts;
  return (
    <fieldset className="filter">
      <legend className="visually-hidden">{texts.filter}</legend>
      <label className="field">
        <span>{texts.state}</span>
        <select value={state} onChange={({ target }) => onChange({ state: target.value, severity })}>
          {findingStates.map((value) => (
            <option key={value} value={value}>
              {voice.words.state(value)}
            </option>
          ))}
          <option value="any">{texts.anyState}</option>
        </select>
      </label>
      <label className="field">
        <span>{texts.severity}</span>
        <select value={severity} onChange={({ target }) => onChange({ state, severity: target.value })}>
          <option value="any">{texts.anySeverity}</option>
          {severities.toReversed().map((value) => (
            <option key={value} value={value}>
              {voice.words.severity(value)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
