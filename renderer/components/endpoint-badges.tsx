import type { ReactElement } from 'react';
import type { Endpoint } from '../../src/contracts/http-api.ts';
import type { Voice } from '../i18n/voice.ts';
import { Badge } from './labels.tsx';

/** A smaller difference is that of a sound clock and a slow line. */
const mostSkewSeconds = 120;

/** How wrong the clock of an endpoint is, in words; null where it is right or not known. */
export function clockText(skewSeconds: number | null, { texts, format }: Voice): string | null {
  if (skewSeconds === null || Math.abs(skewSeconds) <= mostSkewSeconds) return null;
  const duration = format.duration(skewSeconds);
  return skewSeconds > 0 ? texts.endpoints.clockFast(duration) : texts.endpoints.clockSlow(duration);
}

/** What a person must know before believing the rest of the row. */
export function EndpointBadges({ endpoint, voice }: { readonly endpoint: Endpoint; readonly voice: Voice }): ReactElement | null {
  const { endpoints: texts } = voice.texts;
  const clock = clockText(endpoint.clockSkewSeconds, voice);
  const { isSilent, forkedAt, clonedFrom, retiredAt, isPending, logBreak } = endpoint;
  if (!isSilent && clock === null && [forkedAt, clonedFrom, retiredAt, isPending, logBreak].every((mark) => mark === undefined))
    return null;
  return (
    <span className="badges">
      {isSilent && (
        <Badge icon="silent" tone="silent">
          {texts.silent}
        </Badge>
      )}
      {retiredAt !== undefined && (
        <Badge icon="silent" tone="silent">
          {texts.retired}
        </Badge>
      )}
      {isPending === true && (
        <Badge icon="clock" tone="caution">
          {texts.pending}
        </Badge>
      )}
      {clonedFrom !== undefined && (
        <Badge icon="forked" tone="caution">
          {texts.cloned}
        </Badge>
      )}
      {forkedAt !== undefined && (
        <Badge icon="forked" tone="caution">
          {texts.forked}
        </Badge>
      )}
      {endpoint.logBreak !== undefined && (
        <Badge icon="high" tone="caution">
          {texts.logBroken}
        </Badge>
      )}
      {clock !== null && (
        <Badge icon="clock" tone="caution">
          {clock}
        </Badge>
      )}
    </span>
  );
}
