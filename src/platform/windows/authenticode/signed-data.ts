import { createHash, verify, X509Certificate } from 'node:crypto';
import { bytesOf, contentOf, type Der, identifierOf, octetsOf, parseDer, partsOf, tagged } from './der.ts';

/** A message whose one signature is right, by whomever it is: whether that one is trusted is another question. */
export interface VerifiedMessage {
  readonly contentType: string;
  readonly content: Der;
  readonly signer: X509Certificate;
  /** All certificates that came with the message, the signer's among them. */
  readonly certificates: readonly X509Certificate[];
  readonly signature: Buffer;
  /** First value of an unsigned attribute, DER. */
  unsigned(type: string): Buffer | null;
}

const messageDigest = '1.2.840.113549.1.9.4';
/** RFC 5754; SHA-1 and older are not taken. */
const digestNames: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const mostCertificates = 32;

/** The digest that an AlgorithmIdentifier names, as Node names it; null for one that is not taken. */
export const digestOf = (algorithm: Der | null | undefined): string | null => digestNames[identifierOf(partsOf(algorithm)[0])] ?? null;

/** Verifies a SignedData message (RFC 5652 section 5, and PKCS #7 as Authenticode writes it); null where anything in it is not right. */
export function verifyMessage(der: Buffer): VerifiedMessage | null {
  const [, wrapped] = partsOf(parseDer(der));
  const message = partsOf(partsOf(wrapped)[0]);
  const [contentType, holder] = partsOf(message[2]);
  const [content] = partsOf(holder);
  const [signerInfo, ...others] = partsOf(message.at(-1));
  const texts = partsOf(tagged(message, 0));
  if (!content || !signerInfo || others.length > 0 || texts.length > mostCertificates) return null;
  const certificates = texts.map((text) => new X509Certificate(bytesOf(text)));
  const parts = partsOf(signerInfo);
  const [, name, digestAlgorithm] = parts;
  const signer = certificates.find((certificate) => isNamed(certificate, name));
  const algorithm = digestOf(digestAlgorithm);
  const attributes = tagged(parts, 0);
  const signature = octetsOf(parts.find((part) => octetsOf(part) !== null));
  if (!signer || algorithm === null || !attributes || !signature) return null;
  const told = octetsOf(attributeOf(attributes, messageDigest));
  if (!told?.equals(createHash(algorithm).update(contentOf(content)).digest())) return null;
  // Signed as a SET, sent with the tag [0] in its place (RFC 5652 section 5.4).
  const signed = bytesOf(attributes);
  signed[0] = 0x31;
  if (!verify(algorithm, signed, signer.publicKey, signature)) return null;
  return {
    contentType: identifierOf(contentType),
    content,
    signer,
    certificates,
    signature,
    unsigned: (type) => {
      const value = attributeOf(tagged(parts, 1), type);
      return value && bytesOf(value);
    },
  };
}

/** Attribute ::= SEQUENCE { attrType, attrValues SET OF }: the first value of that type. */
function attributeOf(attributes: Der | null, type: string): Der | null {
  const [, values] = partsOf(partsOf(attributes).find((attribute) => identifierOf(partsOf(attribute)[0]) === type));
  return partsOf(values)[0] ?? null;
}

/** IssuerAndSerialNumber: the serial number tells certificates of one message apart; who issued it, the chain decides. */
function isNamed(certificate: X509Certificate, name: Der | undefined): boolean {
  const serial = partsOf(name)[1];
  return serial !== undefined && BigInt(`0x${certificate.serialNumber}`) === BigInt(`0x${contentOf(serial).toString('hex') || '0'}`);
}
