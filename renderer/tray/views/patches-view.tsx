import type { ReactElement } from 'react';
import type { z } from 'zod';
import { getExposedItems, getUpdates } from '../../../src/contracts/local-views.ts';
import type { updatesSection } from '../../../src/contracts/summary.ts';
import { Fact } from '../../components/fact.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageSection } from '../../components/page-section.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { Answered } from '../answered.tsx';
import { ExposureCheck } from '../exposure-check.tsx';
import type { ViewProps } from '../view-props.ts';
import { useAnswer } from '../use-answer.ts';
import { ExposedTable } from './exposed-table.tsx';
import { PendingTable } from './pending-table.tsx';

type Updates = z.infer<typeof updatesSection>;

/** What is missing, how old that is, and what it leaves this machine open to. */
export function PatchesView({ link: { status }, agent, now, voice }: ViewProps): ReactElement {
  const { patches: texts } = voice.views;
  const since = status.lastScanAt ?? '';
  const updates = useAnswer(agent.ask, getUpdates, {}, since);
  const exposed = useAnswer(agent.ask, getExposedItems, {}, since);
  return (
    <>
      <h1>{texts.title}</h1>
      <Answered asked={updates} voice={voice}>
        {(value) =>
          value.updates === null ? <p className="muted">{texts.notRead}</p> : <Missing updates={value.updates} now={now} voice={voice} />
        }
      </Answered>
      <PageSection title={texts.exposedTitle}>
        <Answered asked={exposed} voice={voice} loading={texts.exposedMatching}>
          {(value) => <ExposedTable exposed={value} now={now} voice={voice} />}
        </Answered>
      </PageSection>
      <ExposureCheck now={now} voice={voice} ask={agent.ask} />
    </>
  );
}

interface MissingProps extends Pick<ViewProps, 'now' | 'voice'> {
  readonly updates: Updates;
}

function Missing({ updates, now, voice }: MissingProps): ReactElement {
  const { patches: texts } = voice.views;
  const { pending, listsFetchedAt, lastInstalledAt, oldestSecuritySince, automatic } = updates;
  const security = pending?.filter(({ isSecurity }) => isSecurity).length ?? null;
  const when = (at: string | null): ReactElement | string => (at === null ? texts.never : <TimeText at={at} now={now} voice={voice} />);
  return (
    <>
      {security === null && (
        <Notice tone="caution" icon="unknown" title={texts.unknown}>
          <p>{texts.unknownMeans}</p>
        </Notice>
      )}
      {security !== null && security > 0 && <Notice tone="problem" icon="fail" title={texts.missing(voice.format.quantity(security))} />}
      {security === 0 && <Notice tone="calm" icon="pass" title={texts.noneMissing} />}
      <dl className="facts state-facts">
        {oldestSecuritySince !== null && <Fact name={texts.oldest}>{when(oldestSecuritySince)}</Fact>}
        <Fact name={texts.lists}>{when(listsFetchedAt)}</Fact>
        <Fact name={texts.installed}>{when(lastInstalledAt)}</Fact>
        <Fact name={texts.automatic}>{texts.automaticIs[automatic]}</Fact>
      </dl>
      {pending !== null && pending.length > 0 && (
        <PageSection title={texts.pendingTitle(voice.format.quantity(pending.length))}>
          <PendingTable pending={pending} voice={voice} />
        </PageSection>
      )}
    </>
  );
}
