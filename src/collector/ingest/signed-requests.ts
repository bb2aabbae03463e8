import type { FastifyRequest } from 'fastify';
import { AppError } from '../../base/app-error.ts';
import { signerOf } from '../../contracts/signature.ts';
import type { EndpointStore } from '../../storage/collector/endpoint-store.ts';
import { contentDigestOf, signatureInvalid, verifySignature } from '../auth/request-signature.ts';
import { parseBoundedJson } from './bounded-json.ts';
import { inflateBody } from './inflate-body.ts';

/** A request whose signature holds: who signed it and the text of its body. */
export interface SignedContent {
  readonly endpointId: string;
  readonly text: string;
}

export interface SignedRequests {
  /** For `onRequest`: refuses an unsigned request or an unknown endpoint before a body is read. */
  identify(request: FastifyRequest): Promise<void>;
  /** For `preValidation`: the body, a Buffer as sent, becomes the JSON that it holds, and nothing is unpacked before the signature holds. */
  open(request: FastifyRequest): Promise<void>;
  contentOf(request: FastifyRequest): SignedContent;
}

interface Signer {
  readonly endpointId: string;
  readonly publicKey: string;
}

export function createSignedRequests({
  endpoints,
  maxBytes,
}: {
  readonly endpoints: EndpointStore;
  readonly maxBytes: number;
}): SignedRequests {
  const signers = new WeakMap<FastifyRequest, Signer>();
  const contents = new WeakMap<FastifyRequest, SignedContent>();
  return {
    async identify(request) {
      const endpointId = signerOf(headerOf(request, 'signature-input'));
      if (endpointId === null) throw signatureInvalid('the Signature-Input header is missing or of another form');
      const publicKey = await endpoints.publicKeyOf(endpointId);
      if (publicKey === null) throw endpointUnknown(endpointId);
      signers.set(request, { endpointId, publicKey });
    },
    async open(request) {
      const signer = signers.get(request);
      if (!signer) throw signatureInvalid('its signer was not identified');
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      await verify(request, bytes, signer);
      const { text, json } = parseBoundedJson(await inflateBody(bytes, request.headers['content-encoding'], maxBytes));
      contents.set(request, { endpointId: signer.endpointId, text });
      request.body = json;
    },
    contentOf(request) {
      const content = contents.get(request);
      if (!content) throw signatureInvalid('its signature was not verified');
      return content;
    },
  };
}

async function verify(request: FastifyRequest, bytes: Buffer, { endpointId, publicKey }: Signer): Promise<void> {
  const contentDigest = headerOf(request, 'content-digest');
  if (contentDigest !== contentDigestOf(bytes)) throw signatureInvalid('Content-Digest is not the SHA-256 of the body as it arrived');
  const path = request.url.split('?', 1)[0] ?? '';
  await verifySignature({ method: request.method, path, contentDigest, endpointId, signature: headerOf(request, 'signature'), publicKey });
}

function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

export function endpointUnknown(endpointId: string): AppError {
  return new AppError(
    'ENDPOINT_UNKNOWN',
    `This collector knows no endpoint ${endpointId}. If it is one of ours, enrol that machine again.`,
  );
}
