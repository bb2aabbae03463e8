import type { ReactElement } from 'react';
import type { Endpoint } from '../../src/contracts/http-api.ts';
import { severities } from '../../src/domain/severity.ts';
import type { Voice } from '../i18n/voice.ts';
import { Icon } from './icons.tsx';

export interface SeverityCountsProps {
  readonly counts: Endpoint['openFindings'];
  readonly voice: Voice;
}

/** Gravest first; what is none is left out. */
export function SeverityCounts({ counts, voice }: SeverityCountsProps): ReactElement {
  const present = severities.toReversed().filter((severity) => counts[severity] > 0);
  return (
    <ul className="severity-counts">
      {present.map((severity) => (
        <li key={severity} className={`label severity-${severity}`}>
          <Icon name={severity} />
          <span>
            {voice.format.count(counts[severity])} {voice.words.severity(severity)}
          </span>
        </li>
      ))}
    </ul>
  );
}
