import { AppError } from '../../base/app-error.ts';
import { signerOf } from '../../contracts/signature.ts';
import type { EndpointStore } from '../../storage/collector/endpoint-store.ts';
import { contentDigestOf, signatureInvalid, verifySignature } from '../auth/request-signature.ts';
import { parseBoundedJson } from './bounded-json.ts';
import { inflateBody } from './inflate-body.ts';
import type { TakeTurns } from './inflate-turns.ts';

export interface Signer {
  readonly endpointId: string;
  readonly publicKey: string;
  /** The key that announced the present one: good for the same announcement again, and to be told apart as a machine that was cloned. */
  readonly previousKey: string | null;
  /** Nothing that the present key signed has come yet. */
  readonly isKeyNew: boolean;
}

/** A request as it was signed, whether the network or a file brought it. */
export interface ArrivedRequest {
  readonly method: string;
  readonly path: string;
  readonly contentDigest: string;
  readonly signature: string;
  readonly encoding: string | undefined;
  /** The body as sent. */
  readonly bytes: Buffer;
}

/** Who a Signature-Input header names. Throws SIGNATURE_INVALID for another form, or why nothing is taken from this endpoint. */
export async function signerNamed(endpoints: EndpointStore, signatureInput: string): Promise<Signer> {
  const endpointId = signerOf(signatureInput);
  if (endpointId === null) throw signatureInvalid('the Signature-Input header is missing or of another form');
  const standing = await endpoints.standingOf(endpointId);
  if (standing === null) throw endpointUnknown(endpointId);
  if (standing.isRetired)
    throw new AppError(
      'ENDPOINT_RETIRED',
      `Endpoint ${endpointId} was retired at this collector, so nothing of it is taken. Enrol the machine with a new string if it is in service.`,
    );
  if (standing.isPending)
    throw new AppError(
      'ENDPOINT_PENDING',
      `Endpoint ${endpointId} waits to be let in at the collector ("wardwatch collector endpoint approve"). What is to be sent is kept until then.`,
    );
  const { publicKey, previousKey, isKeyNew } = standing;
  return { endpointId, publicKey, previousKey, isKeyNew };
}

/** The JSON of a body, which is unpacked only once its signature holds. */
export async function openSigned(
  { method, path, contentDigest, signature, encoding, bytes }: ArrivedRequest,
  { endpointId, publicKey }: Pick<Signer, 'endpointId' | 'publicKey'>,
  maxBytes: number,
  takeTurn: TakeTurns = (_, work) => work(),
): Promise<{ readonly text: string; readonly json: unknown }> {
  if (contentDigest !== contentDigestOf(bytes)) throw signatureInvalid('Content-Digest is not the SHA-256 of the body as it arrived');
  await verifySignature({ method, path, contentDigest, endpointId, signature, publicKey });
  return takeTurn(endpointId, async () => parseBoundedJson(await inflateBody(bytes, encoding, maxBytes)));
}

export function endpointUnknown(endpointId: string): AppError {
  return new AppError(
    'ENDPOINT_UNKNOWN',
    `This collector knows no endpoint ${endpointId}. If it is one of ours, enrol that machine again.`,
  );
}
