import type { ReactElement } from 'react';
import type { CitedRule } from '../../src/domain/finding.ts';
import type { Voice } from '../i18n/voice.ts';
import { SeverityLabel } from './labels.tsx';

/** Detection rules of others that match a finding, with whose they are. */
export function CitedRules({ rules, voice }: { readonly rules: readonly CitedRule[]; readonly voice: Voice }): ReactElement {
  const { rules: texts } = voice.texts;
  return (
    <div className="cited-rules">
      <h4>{texts.title}</h4>
      <ul>
        {rules.map(({ id, title, author, license, severity }) => (
          <li key={`${id ?? ''} ${title}`}>
            <p>
              {severity !== null && <SeverityLabel severity={severity} voice={voice} />} <strong>{title}</strong>
            </p>
            <p className="muted">{texts.source(author, license)}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
