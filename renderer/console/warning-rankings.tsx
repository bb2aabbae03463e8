import type { ReactElement } from 'react';
import type { RankedWarning } from '../../src/contracts/warnings.ts';
import type { RankedCve } from '../../src/domain/warnings/rank-cves.ts';
import { warningWords } from '../../src/domain/words/warning-words.ts';
import { PageSection } from '../components/page-section.tsx';
import { RankingTable } from '../components/ranking-table.tsx';
import type { WarningVoice } from '../i18n/warning-voice.ts';
import { warningHash } from './route.ts';

/** Which open warning to see to first; there is nothing to choose where there is but one. */
export function WarningRanking({
  ranking,
  voice,
}: {
  readonly ranking: readonly RankedWarning[];
  readonly voice: WarningVoice;
}): ReactElement | null {
  const { warnings: texts } = voice;
  if (ranking.length < 2) return null;
  const rows = ranking.map(({ warningId, number, title, machinesMissing, machinesUnknown, ...ranked }) => ({
    ...ranked,
    key: warningId,
    name: <a href={warningHash(warningId)}>{number}</a>,
    secondLine: title,
    machines: { missing: machinesMissing, unknown: machinesUnknown },
  }));
  return (
    <PageSection title={warningWords(voice.language).fixFirst}>
      <RankingTable caption={texts.rankingCaption} header={texts.number} rows={rows} voice={voice} />
    </PageSection>
  );
}

/** Which CVE of a warning to fix first. */
export function CveRanking({
  ranking,
  voice,
}: {
  readonly ranking: readonly RankedCve[];
  readonly voice: WarningVoice;
}): ReactElement | null {
  const { warnings: texts } = voice;
  const words = warningWords(voice.language);
  if (ranking.length < 2) return null;
  const rows = ranking.map(({ cve, impact, ...ranked }) => ({
    ...ranked,
    key: cve,
    name: <code>{cve}</code>,
    secondLine: texts.impactInLetter(words.impact[impact]),
  }));
  return (
    <PageSection title={words.fixFirst}>
      <RankingTable caption={texts.cveRankingCaption} header={texts.cve} rows={rows} voice={voice} />
    </PageSection>
  );
}
