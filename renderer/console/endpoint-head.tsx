import type { ReactElement, RefObject } from 'react';
import type { Endpoint } from '../../src/contracts/http-api.ts';
import { EndpointBadges } from '../components/endpoint-badges.tsx';
import { Breadcrumb } from '../components/breadcrumb.tsx';
import { Notice } from '../components/notice.tsx';
import type { Voice } from '../i18n/voice.ts';
import { overviewHash } from './route.ts';

export interface EndpointHeadProps {
  readonly endpoint: Endpoint;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly now: number;
  readonly voice: Voice;
}

/** Which endpoint this is, and what must be known before believing the rest of the page. */
export function EndpointHead({ endpoint, headingRef, now, voice }: EndpointHeadProps): ReactElement {
  const { detail } = voice.texts;
  const { hostname, unitName, unitId, isSilent, lastSeenAt, forkedAt, logBreak, logBrokenAt } = endpoint;
  return (
    <>
      <Breadcrumb href={overviewHash(null)} text={detail.back}>
        <span aria-hidden="true">/</span>
        <a href={overviewHash(unitId)}>{unitName}</a>
      </Breadcrumb>
      <h1 ref={headingRef} tabIndex={-1} className="endpoint-title">
        <span>{hostname}</span> <EndpointBadges endpoint={endpoint} voice={voice} />
      </h1>
      {isSilent && (
        <Notice
          tone="caution"
          icon="silent"
          title={lastSeenAt === null ? detail.silentNever : detail.silentTitle(voice.format.ago(lastSeenAt, now))}
        >
          <p>{detail.silentText}</p>
        </Notice>
      )}
      {forkedAt !== undefined && (
        <Notice tone="caution" icon="forked" title={detail.forkedTitle}>
          <p>{detail.forkedText(voice.format.instant(forkedAt))}</p>
        </Notice>
      )}
      {logBreak !== undefined && logBrokenAt !== undefined && (
        <Notice tone="problem" icon="high" title={detail.logBrokenTitle}>
          <p>{detail.logBrokenText[logBreak](voice.format.instant(logBrokenAt))}</p>
        </Notice>
      )}
    </>
  );
}
