import { createHash, type X509Certificate } from 'node:crypto';
import { GeneralizedTime } from 'asn1js';
import { octetsOf, parseDer, partsOf } from './der.ts';
import { openSignedProgram, type SignedProgram } from './signed-program.ts';
import { digestOf, type VerifiedMessage, verifyMessage } from './signed-data.ts';
import { codeSigning, isTrusted, timeStamping } from './trust.ts';

const indirectData = '1.3.6.1.4.1.311.2.1.4';
const timeStampToken = '1.3.6.1.4.1.311.3.3.1';
const timeStampInfo = '1.2.840.113549.1.9.16.1.4';

/**
 * The organisation that signed a program, as its certificate names it: the signature covers the file as it is now, was counter-signed
 * by a time stamp (RFC 3161) while the certificate was valid, and both lead to one of `roots`. Null where any of that does not hold.
 * Revocation is not asked: the machine may have no way out. An unreadable file throws the system's error.
 */
export function verifyProgram(path: string, roots: readonly X509Certificate[]): string | null {
  const program = openSignedProgram(path);
  if (!program) return null;
  try {
    return publisherOf(program, roots);
  } catch {
    return null; // a signature that is not of the shape that the standards give
  } finally {
    program.close();
  }
}

function publisherOf(program: SignedProgram, roots: readonly X509Certificate[]): string | null {
  const message = verifyMessage(program.signature);
  if (message?.contentType !== indirectData || !covers(message, program)) return null;
  const { signer, certificates } = message;
  const atMs = timeOfStamp(message, roots);
  if (atMs === null || !isTrusted({ certificate: signer, others: certificates, roots, usage: codeSigning, atMs })) return null;
  return /^O=(.+)$/m.exec(signer.subject)?.[1] ?? null;
}

/** SpcIndirectDataContent ::= SEQUENCE { data, messageDigest DigestInfo } (Authenticode PE 1.0). */
function covers({ content }: VerifiedMessage, program: SignedProgram): boolean {
  const [algorithm, digest] = partsOf(partsOf(content)[1]);
  const name = digestOf(algorithm);
  return name !== null && octetsOf(digest)?.equals(program.digest(name)) === true;
}

/** TSTInfo (RFC 3161 section 2.4.2) over the program's signature; null for a stamp that is missing, of another signature, or not trusted. */
function timeOfStamp({ signature, unsigned }: VerifiedMessage, roots: readonly X509Certificate[]): number | null {
  const token = unsigned(timeStampToken);
  const stamp = token && verifyMessage(token);
  if (stamp?.contentType !== timeStampInfo) return null;
  const [, , imprint, , time] = partsOf(parseDer(octetsOf(stamp.content) ?? Buffer.alloc(0)));
  const [algorithm, digest] = partsOf(imprint);
  const name = digestOf(algorithm);
  if (name === null || !(time instanceof GeneralizedTime)) return null;
  if (!octetsOf(digest)?.equals(createHash(name).update(signature).digest())) return null;
  const atMs = time.toDate().getTime();
  const { signer, certificates } = stamp;
  return isTrusted({ certificate: signer, others: certificates, roots, usage: timeStamping, atMs }) ? atMs : null;
}
