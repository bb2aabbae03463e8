import type { ReactElement } from 'react';
import type { Warning } from '../../src/contracts/warnings.ts';
import { never } from './page-props.ts';
import type { WarningPageProps } from './warning-page-props.ts';
import { warningHash } from './route.ts';
import { usePageHeading } from './use-page-heading.ts';
import { AttachFile } from './warning-form/attach-file.tsx';

export interface StoredWarningProps extends Pick<WarningPageProps, 'api' | 'voice'> {
  readonly warning: Warning;
  readonly onAnother: () => void;
}
/** Says that a warning is stored, and takes the file of its letter. */
export function StoredWarning({ api, warning: { warningId, number }, onAnother, voice }: StoredWarningProps): ReactElement {
  const { warningForm: texts } = voice;
  const heading = usePageHeading(texts.storedTitle(number), true);
  const attach = async (file: File) => {
    const answer = await api.attachFile(warningId, file, never);
    return answer.status === 'failed' ? answer.failure : null;
  };
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {texts.storedTitle(number)}
      </h1>
      <p className="form-lead">{texts.storedText}</p>
      <AttachFile onAttach={attach} voice={voice} />
      <div className="form-actions">
        <a className="button button-primary" href={warningHash(warningId)}>
          {texts.open}
        </a>
        <button type="button" className="button" onClick={onAnother}>
          {texts.another}
        </button>
      </div>
    </>
  );
}
