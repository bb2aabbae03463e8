import { type ReactElement, useState } from 'react';
import { parseJson } from '../../../src/base/parse-json.ts';
import { getLastUpload } from '../../../src/contracts/local-api.ts';
import { Fact } from '../../components/fact.tsx';
import { PageSection } from '../../components/page-section.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { Answered } from '../answered.tsx';
import type { ViewProps } from '../view-props.ts';
import type { TrayVoice } from '../tray-voice.ts';
import { useAnswer } from '../use-answer.ts';

/** What leaves this machine: when, where to, and the last of it word for word. */
export function UploadsView({ link: { status }, agent, now, voice }: ViewProps): ReactElement {
  const { uploads: texts } = voice.views;
  const asked = useAnswer(agent.ask, getLastUpload, {}, status.lastUploadAt ?? '');
  const { lastUploadAt, waitingUploads, collectorUrl, lastUploadError, endpointId } = status;
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="lead-text">{texts.lead}</p>
      <dl className="facts state-facts">
        <Fact name={texts.lastSent}>
          {lastUploadAt === null ? voice.tray.facts.never : <TimeText at={lastUploadAt} now={now} voice={voice} />}
        </Fact>
        <Fact name={texts.waiting}>{texts.waitingCount(voice.format.quantity(waitingUploads))}</Fact>
        <Fact name={texts.to}>{collectorUrl ?? voice.tray.agent.none}</Fact>
        <Fact name={texts.error}>{lastUploadError ?? texts.noError}</Fact>
      </dl>
      <PageSection title={texts.exactTitle}>
        <Answered asked={asked} voice={voice}>
          {({ body }) =>
            body === null ? <p>{endpointId === null ? texts.nothingEnrolled : texts.nothing}</p> : <Body body={body} voice={voice} />
          }
        </Answered>
      </PageSection>
    </>
  );
}

function Body({ body, voice }: { readonly body: string; readonly voice: TrayVoice }): ReactElement {
  const { uploads: texts } = voice.views;
  const [isReadable, setReadable] = useState(true);
  const bytes = new TextEncoder().encode(body).length;
  return (
    <>
      <p className="muted">{texts.exact(voice.format.bytes(bytes))}</p>
      <div className="form-switch" role="group" aria-label={texts.form}>
        {[true, false].map((form) => (
          <button
            key={String(form)}
            type="button"
            className="button button-quiet"
            aria-pressed={isReadable === form}
            onClick={() => setReadable(form)}
          >
            {form ? texts.readable : texts.asSent}
          </button>
        ))}
      </div>
      {/* What scrolls must be reached by the keyboard. */}
      <pre className="payload" tabIndex={0} role="group" aria-label={texts.exactTitle}>
        <code>{isReadable ? JSON.stringify(parseJson(body), null, 2) : body}</code>
      </pre>
    </>
  );
}
