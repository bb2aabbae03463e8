import type { ReactElement } from 'react';
import { Notice } from '../components/notice.tsx';
import type { Voice } from '../i18n/voice.ts';
import { usePageHeading } from './use-page-heading.ts';

/** An address that leads to nothing; `text` says why where that is known. */
export function NowherePage({
  voice,
  text = voice.texts.failure.nowhere,
}: {
  readonly voice: Voice;
  readonly text?: string;
}): ReactElement {
  const { title, detail } = voice.texts;
  const heading = usePageHeading(title.nowhere, true);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title.nowhere}
      </h1>
      <Notice tone="calm" icon="info" title={text} action={<a href="#/">{detail.back}</a>} />
    </>
  );
}
