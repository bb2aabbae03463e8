import { type ReactElement, useEffect, useEffectEvent, useState } from 'react';
import type { WarningDetail } from '../../src/contracts/warnings.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Breadcrumb } from '../components/breadcrumb.tsx';
import { Loading } from '../components/loading.tsx';
import type { Answer } from './answer.ts';
import { NowherePage } from './nowhere-page.tsx';
import { never, reload } from './page-props.ts';
import type { WarningPageProps } from './warning-page-props.ts';
import { warningHash } from './route.ts';
import { usePageHeading } from './use-page-heading.ts';
import { goTo } from './use-route.ts';
import { fieldsOf, sameFields } from './warning-form/fields.ts';
import { useLeaveGuard } from './warning-form/use-leave-guard.ts';
import { WarningForm } from './warning-form/warning-form.tsx';

export interface EditWarningPageProps extends WarningPageProps {
  readonly warningId: string;
}
/** Asked for once: what is being corrected must not change, nor go, under the hands of who corrects it. */
export function EditWarningPage({ api, voice, onSignedOut, warningId }: EditWarningPageProps): ReactElement {
  const { warnings: texts } = voice;
  const [answer, setAnswer] = useState<Answer<WarningDetail> | null>(null);
  const ask = useEffectEvent(async (signal: AbortSignal) => {
    const given = await api.warning(warningId, signal);
    if (signal.aborted) return;
    if (given.status === 'failed' && given.failure.kind === 'signed-out') onSignedOut();
    else setAnswer(given);
  });
  useEffect(() => {
    if (answer) return;
    const ended = new AbortController();
    void ask(ended.signal);
    return () => ended.abort();
  }, [answer]);

  if (!answer) return <Loading voice={voice} />;
  if (answer.status === 'ok') return <EditWarning api={api} voice={voice} warning={answer.value.warning} />;
  if (answer.failure.kind === 'refused' && answer.failure.code === 'NOT_FOUND') return <NowherePage voice={voice} text={texts.nowhere} />;
  return <FailureNotice failure={answer.failure} voice={voice} onRetry={() => setAnswer(null)} onReload={reload} />;
}

function EditWarning({ api, voice, warning }: Pick<WarningPageProps, 'api' | 'voice'> & Pick<WarningDetail, 'warning'>): ReactElement {
  const { warningForm: texts, warnings: list } = voice;
  const { warningId, number } = warning;
  const heading = usePageHeading(texts.editTitle(number), true);
  const [stored] = useState(() => fieldsOf(warning));
  const [fields, setFields] = useState(stored);
  useLeaveGuard(!sameFields(fields, stored));
  return (
    <>
      <Breadcrumb href={warningHash(warningId)} text={list.one(number)} />
      <h1 ref={heading} tabIndex={-1}>
        {texts.editTitle(number)}
      </h1>
      <WarningForm
        fields={fields}
        letter={null}
        saveLabel={texts.saveChanges}
        cancelHref={warningHash(warningId)}
        onFields={setFields}
        onSave={async (content) => {
          const answer = await api.editWarning(warningId, content, never);
          if (answer.status === 'failed') return answer.failure;
          goTo(warningHash(warningId));
          return null;
        }}
        voice={voice}
      />
    </>
  );
}
