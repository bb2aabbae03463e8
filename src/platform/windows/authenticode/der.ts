import { type BaseBlock, Constructed, fromBER, ObjectIdentifier, OctetString, Sequence, Set as DerSet } from 'asn1js';

/** One value of a DER text. Reading what is not there gives null or nothing, never an exception. */
export type Der = BaseBlock;

export const parseDer = (bytes: Buffer): Der | null => {
  const { offset, result } = fromBER(new Uint8Array(bytes));
  return offset === -1 ? null : result;
};

/** The bytes of a value, tag and length included, as they stood in the text. */
export const bytesOf = (value: Der): Buffer => Buffer.from(value.valueBeforeDecodeView);

/** What stands in a SEQUENCE, a SET or a tagged value. */
export const partsOf = (value: Der | null | undefined): readonly Der[] =>
  value instanceof Sequence || value instanceof DerSet || value instanceof Constructed ? value.valueBlock.value : [];

/** The part with the context tag `[number]`. */
export const tagged = (parts: readonly Der[], number: number): Der | null =>
  parts.find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === number) ?? null;

/** An object identifier in dots; empty for what is none. */
export const identifierOf = (value: Der | null | undefined): string =>
  value instanceof ObjectIdentifier ? value.valueBlock.toString() : '';

/** What an OCTET STRING holds; null for what is none. */
export const octetsOf = (value: Der | null | undefined): Buffer | null =>
  value instanceof OctetString ? Buffer.from(value.valueBlock.valueHexView) : null;

/** What a value holds, without tag and length. */
export const contentOf = (value: Der): Buffer => bytesOf(value).subarray(value.idBlock.blockLength + value.lenBlock.blockLength);
