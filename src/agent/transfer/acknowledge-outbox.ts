import { verify } from 'node:crypto';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { parseJson } from '../../base/parse-json.ts';
import { type Acknowledgement, acknowledgement, acknowledgementMagic, largestAcknowledgementBytes } from '../../contracts/transfer.ts';
import { dataSigningKey } from '../../domain/data-signer.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import type { Enrolment } from '../identity.ts';
import { confirmSummaries } from '../upload/confirm-summary.ts';

export interface AcknowledgedOutbox {
  readonly acknowledged: number;
  /** Those that the network had delivered, or that an earlier file had acknowledged. */
  readonly alreadyDone: number;
  readonly waiting: number;
}

/** Takes out of the outbox what the collector has on disk. Throws TRANSFER_INVALID for anything that it did not sign for this endpoint. */
export function acknowledgeOutbox(store: AgentStore, enrolment: Enrolment, bytes: Uint8Array, clock: Clock): AcknowledgedOutbox {
  const { endpointId, summaryIds, previousSequence } = readAcknowledgement(bytes, enrolment.authority);
  if (endpointId !== enrolment.endpointId) throw invalid('it is for another machine, or for this one before it was enrolled again');
  const acknowledged = confirmSummaries(store, summaryIds, previousSequence, clock);
  return { acknowledged, alreadyDone: summaryIds.length - acknowledged, waiting: store.outbox.waiting() };
}

function readAcknowledgement(bytes: Uint8Array, authority: string): Acknowledgement {
  if (bytes.length > largestAcknowledgementBytes) throw invalid('it is larger than 16 MB');
  const [magic, text, signature, rest] = Buffer.from(bytes).toString('utf8').split('\n', 5);
  if (magic !== acknowledgementMagic) throw invalid('it does not begin as one');
  const parsed = acknowledgement.safeParse(parseJson(text ?? ''));
  if (!parsed.success || signature === undefined || rest !== '') throw invalid('it is cut off or was changed');
  const key = dataSigningKey(parsed.data.certificate, authority);
  if (key === null) throw invalid('it was not signed by the collector that this machine is enrolled at');
  const signed = Buffer.from(`${magic}\n${text}\n`);
  if (!verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64')))
    throw invalid('its signature does not fit');
  return parsed.data;
}

const invalid = (why: string): AppError =>
  new AppError(
    'TRANSFER_INVALID',
    `This acknowledgement cannot be used: ${why}. All that waits is kept. Take the file that "wardwatch collector import" wrote.`,
  );
