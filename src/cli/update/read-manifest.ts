import { createPublicKey, verify } from 'node:crypto';
import { AppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { signedManifest, signedManifestText, type UpdateManifest, updateManifest } from '../../contracts/update.ts';

/** Pure. A manifest that the key (PEM, Ed25519) signed, not older than the one of `lastSerial`. Throws UPDATE_MANIFEST_INVALID. */
export function readManifest(text: string, keyPem: string, lastSerial: number): UpdateManifest {
  const signed = signedManifest.safeParse(parseJson(text));
  if (!signed.success) throw invalid('it is no signed manifest');
  const { document, signature } = signed.data;
  const bytes = Buffer.from(signature, 'base64');
  const isSigned =
    bytes.toString('base64') === signature && verify(null, Buffer.from(signedManifestText(document)), createPublicKey(keyPem), bytes);
  if (!isSigned) throw invalid('it is not signed by the publisher of this product');
  const parsed = updateManifest.safeParse(parseJson(document));
  if (!parsed.success) throw invalid('it is of a form that this version does not know');
  if (parsed.data.serial < lastSerial)
    throw invalid(`it is release ${parsed.data.serial}, and release ${lastSerial} has been seen already: somebody offers an old one`);
  return parsed.data;
}

const invalid = (why: string): AppError =>
  new AppError(
    'UPDATE_MANIFEST_INVALID',
    `This manifest says nothing that can be trusted: ${why}. Nothing was changed; get it from the publisher again.`,
  );
