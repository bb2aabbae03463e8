import type { ReactElement } from 'react';
import type { WarningDetail } from '../../src/contracts/warnings.ts';
import { impacts } from '../../src/domain/warnings/warning.ts';
import { warningWords } from '../../src/domain/words/warning-words.ts';
import type { WarningVoice } from '../i18n/warning-voice.ts';
import { Fact } from './fact.tsx';
import { ShortList } from './short-list.tsx';
import { Deadline } from './warning-table.tsx';

export interface WarningFactsProps {
  readonly detail: WarningDetail;
  /** Where a file that was attached is. */
  readonly hrefOf: (digest: string) => string;
  readonly voice: WarningVoice;
}

/** What the letter says, CVEs in its groups. */
export function WarningFacts({ detail: { warning, attachments }, hrefOf, voice }: WarningFactsProps): ReactElement {
  const { warnings: texts } = voice;
  const words = warningWords(voice.language);
  return (
    <dl className="facts">
      <Fact name={texts.deadline}>
        <Deadline warning={warning} voice={voice} />
      </Fact>
      {impacts.map((impact) => {
        const cves = warning.cves.filter((one) => one.impact === impact).map(({ cve }) => cve);
        return cves.length === 0 ? null : (
          <Fact key={impact} name={words.impact[impact]}>
            <ShortList entries={cves} isTechnical voice={voice} />
          </Fact>
        );
      })}
      {warning.products.length > 0 && (
        <Fact name={texts.products}>
          <ShortList entries={warning.products} isTechnical={false} voice={voice} />
        </Fact>
      )}
      {(warning.effect !== '' || warning.isExploited) && (
        <Fact name={texts.effect}>
          {[...(warning.effect === '' ? [] : [warning.effect]), ...(warning.isExploited ? [texts.exploited] : [])].join('; ')}
        </Fact>
      )}
      {attachments.length > 0 && (
        <Fact name={texts.attachments}>
          <ul className="short-list">
            {attachments.map(({ digest, name }) => (
              <li key={digest}>
                <a href={hrefOf(digest)}>{name}</a>
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  );
}
