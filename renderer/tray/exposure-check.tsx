import { type FormEvent, type ReactElement, useState } from 'react';
import { getExposure } from '../../src/contracts/local-api.ts';
import type { ExposureStatus } from '../../src/domain/advisories/exposure.ts';
import { exposureWords } from '../../src/domain/words/exposure-words.ts';
import { Notice, type NoticeProps } from '../components/notice.tsx';
import { PageSection } from '../components/page-section.tsx';
import type { Answer, Ask, ExposureAnswer } from './agent-api.ts';
import type { TrayVoice } from './tray-voice.ts';

export interface ExposureCheckProps {
  readonly now: number;
  readonly voice: TrayVoice;
  readonly ask: Ask;
}

/** Asks about one CVE: what somebody who has just read of it in a letter wants to know. */
export function ExposureCheck({ now, voice, ask: askAgent }: ExposureCheckProps): ReactElement {
  const { exposure: texts } = voice.tray;
  const [cve, setCve] = useState('');
  const [answer, setAnswer] = useState<Answer<ExposureAnswer> | 'asking' | null>(null);
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (answer === 'asking') return;
    setAnswer('asking');
    setAnswer(await askAgent(getExposure, { cve: cve.trim().toUpperCase() }));
  };
  return (
    <PageSection title={texts.title}>
      <form className="exposure-form" onSubmit={(event) => void ask(event)}>
        <label className="field">
          {texts.cve}
          <input
            value={cve}
            onChange={({ target }) => setCve(target.value)}
            required
            pattern="\s*[Cc][Vv][Ee]-[0-9]{4}-[0-9]{4,12}\s*"
            title={texts.shape}
            placeholder="CVE-2025-49751"
            spellCheck={false}
            autoComplete="off"
          />
        </label>
        <button type="submit" className="button" aria-disabled={answer === 'asking'}>
          {texts.ask}
        </button>
      </form>
      <div aria-live="polite">
        {answer === 'asking' && <p className="muted">{texts.asking}</p>}
        {answer !== null && answer !== 'asking' && <Answered answer={answer} now={now} voice={voice} />}
      </div>
    </PageSection>
  );
}

interface AnsweredProps extends Omit<ExposureCheckProps, 'ask'> {
  readonly answer: Answer<ExposureAnswer>;
}

const looks: Readonly<Record<ExposureStatus, Pick<NoticeProps, 'tone' | 'icon'>>> = {
  affected: { tone: 'problem', icon: 'fail' },
  'end-of-life': { tone: 'problem', icon: 'fail' },
  unknown: { tone: 'caution', icon: 'unknown' },
  fixed: { tone: 'calm', icon: 'pass' },
  'not-affected': { tone: 'calm', icon: 'pass' },
};

function Answered({ answer, now, voice }: AnsweredProps): ReactElement {
  const { exposure: texts } = voice.tray;
  if (answer.status === 'failed') return <Notice tone="caution" icon="unknown" title={texts.failed(answer.code)} />;
  const { exposure, dataReadAt } = answer.value;
  const words = exposureWords(voice.language);
  return (
    <Notice {...looks[exposure.status]} title={`${exposure.cve}: ${words.status[exposure.status]}`}>
      {exposure.reason !== undefined && dataReadAt !== null && <p>{words.reason[exposure.reason]}</p>}
      {exposure.evidence.length > 0 && (
        <ul className="exposure-evidence">
          {exposure.evidence.map(({ item, installed, fixed, updates, remedy, product }) => {
            const fixes = [...(fixed === null ? [] : [fixed]), ...updates].join(', ');
            const isOpen = exposure.status === 'affected' || exposure.status === 'end-of-life';
            return (
              <li key={`${item} ${product}`}>
                {item === null ? `${words.notFound} ${product}` : `${item} ${installed ?? ''}`}
                {item !== null && (isOpen || fixes !== '') && `: ${fixes === '' ? (remedy ?? texts.noFix) : texts.fixedBy(fixes)}`}
              </li>
            );
          })}
        </ul>
      )}
      <p className="muted">
        {dataReadAt === null ? texts.noData : texts.dataOf(voice.format.instant(dataReadAt), voice.format.ago(dataReadAt, now))}
      </p>
    </Notice>
  );
}
