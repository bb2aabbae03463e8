import type { ReactElement } from 'react';
import type { EndpointDetail } from '../../src/contracts/http-api.ts';
import type { Voice } from '../i18n/voice.ts';
import { clockText } from './endpoint-badges.tsx';
import { Fact } from './fact.tsx';
import { Icon } from './icons.tsx';
import { PatchLabel } from './labels.tsx';
import { osText } from './os-text.ts';
import { TimeText } from './time-text.tsx';

export interface EndpointIdentityProps {
  readonly detail: EndpointDetail;
  readonly unitHref: string;
  readonly now: number;
  readonly voice: Voice;
}

export function EndpointIdentity({ detail: { endpoint, latestSummary }, unitHref, now, voice }: EndpointIdentityProps): ReactElement {
  const { detail, endpoints } = voice.texts;
  return (
    <dl className="facts facts-identity">
      <Fact name={endpoints.patchStatus}>
        <PatchLabel patchStatus={endpoint.patchStatus} isSilent={endpoint.isSilent} voice={voice} />
      </Fact>
      <Fact name={detail.lastSeen}>
        {endpoint.lastSeenAt === null ? endpoints.neverSeen : <TimeText at={endpoint.lastSeenAt} now={now} voice={voice} />}
      </Fact>
      <Fact name={detail.unit}>
        <a href={unitHref}>{endpoint.unitName}</a>
      </Fact>
      <Fact name={endpoints.os}>{osText(endpoint)}</Fact>
      {latestSummary && <Fact name={detail.kernel}>{latestSummary.host.kernel}</Fact>}
      <Fact name={detail.clock}>
        <ClockText skewSeconds={endpoint.clockSkewSeconds} voice={voice} />
      </Fact>
      <Fact name={detail.agentVersion}>{endpoint.agentVersion}</Fact>
      <Fact name={detail.enrolled}>
        <TimeText at={endpoint.enrolledAt} now={now} voice={voice} />
      </Fact>
      {latestSummary && (
        <Fact name={detail.report}>
          {detail.reportNumber(voice.format.count(latestSummary.sequence), voice.format.instant(latestSummary.createdAt))}
        </Fact>
      )}
      <Fact name={detail.endpointId}>
        <code>{endpoint.endpointId}</code>
      </Fact>
    </dl>
  );
}

function ClockText({ skewSeconds, voice }: { readonly skewSeconds: number | null; readonly voice: Voice }): ReactElement {
  const { detail } = voice.texts;
  const wrong = clockText(skewSeconds, voice);
  if (wrong === null) return <span>{skewSeconds === null ? detail.clockUnknown : detail.clockRight}</span>;
  return (
    <span className="label status-caution">
      <Icon name="clock" />
      <span>{wrong}</span>
    </span>
  );
}
