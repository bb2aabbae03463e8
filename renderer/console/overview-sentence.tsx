import type { ReactElement } from 'react';
import { StateSentence } from '../components/state-sentence.tsx';
import { totalOf } from '../components/unit-order.ts';
import type { Unit } from '../../src/contracts/http-api.ts';
import type { Voice } from '../i18n/voice.ts';

export interface OverviewSentenceProps {
  readonly units: readonly Unit[];
  /** Undefined for all of them. */
  readonly chosen: Unit | undefined;
  readonly voice: Voice;
}

export function OverviewSentence({ units, chosen, voice }: OverviewSentenceProps): ReactElement {
  const { quantity } = voice.format;
  const { sentence } = voice.texts;
  const { endpoints, silent, openFindings } = chosen ?? totalOf(units);
  const scope = chosen ? sentence.unitScope(chosen.name, quantity(endpoints)) : sentence.scope(quantity(units.length), quantity(endpoints));
  return (
    <StateSentence scope={scope} endpoints={endpoints} silent={silent} grave={openFindings.critical + openFindings.high} voice={voice} />
  );
}
