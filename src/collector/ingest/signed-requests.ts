import type { FastifyRequest } from 'fastify';
import type { EndpointStore } from '../../storage/collector/endpoint-store.ts';
import { signatureInvalid } from '../auth/request-signature.ts';
import { createTurns } from './inflate-turns.ts';
import { openSigned, type Signer, signerNamed } from './open-signed.ts';

/** A request whose signature holds: who signed it and the text of its body. */
export interface SignedContent {
  readonly endpointId: string;
  readonly text: string;
  /** The public key that verified it. */
  readonly signedWith: string;
  /** It is the key that this endpoint had before the present one. */
  readonly isFormerKey: boolean;
}

export interface SignedRequests {
  /** For `onRequest`: refuses an unsigned request or an unknown endpoint before a body is read. */
  identify(request: FastifyRequest): Promise<void>;
  /** For `preValidation`: the body, a Buffer as sent, becomes the JSON that it holds, and nothing is unpacked before the signature holds. */
  open(request: FastifyRequest, keys?: 'previous-key-too'): Promise<void>;
  contentOf(request: FastifyRequest): SignedContent;
}

/** Each takes as much memory as the largest accepted body, and more for its JSON. */
const mostUnpackedAtOnce = 2;

export function createSignedRequests({
  endpoints,
  maxBytes,
}: {
  readonly endpoints: EndpointStore;
  readonly maxBytes: number;
}): SignedRequests {
  const takeTurn = createTurns(mostUnpackedAtOnce);
  const signers = new WeakMap<FastifyRequest, Signer>();
  const contents = new WeakMap<FastifyRequest, SignedContent>();
  return {
    async identify(request) {
      signers.set(request, await signerNamed(endpoints, headerOf(request, 'signature-input')));
    },
    async open(request, keys) {
      const signer = signers.get(request);
      if (!signer) throw signatureInvalid('its signer was not identified');
      const arrived = {
        method: request.method,
        path: request.url.split('?', 1)[0] ?? '',
        contentDigest: headerOf(request, 'content-digest'),
        signature: headerOf(request, 'signature'),
        encoding: request.headers['content-encoding'],
        bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      };
      const { endpointId, previousKey } = signer;
      const opened = async (publicKey: string) => ({
        ...(await openSigned(arrived, { endpointId, publicKey }, maxBytes, takeTurn)),
        signedWith: publicKey,
      });
      const { text, json, signedWith } = await opened(signer.publicKey).catch((thrown: unknown) => {
        if (keys === undefined || previousKey === null) throw thrown;
        return opened(previousKey);
      });
      contents.set(request, { endpointId, text, signedWith, isFormerKey: signedWith !== signer.publicKey });
      if (signer.isKeyNew && signedWith === signer.publicKey) await endpoints.noteKeyInUse(endpointId, signedWith);
      request.body = json;
    },
    contentOf(request) {
      const content = contents.get(request);
      if (!content) throw signatureInvalid('its signature was not verified');
      return content;
    },
  };
}

function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
