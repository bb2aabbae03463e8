import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { signedManifestText, updateManifest } from '../src/contracts/update.ts';
import { inProject } from './project.ts';

// The publisher's tool. "new-key FILE" makes a key pair: the private half in FILE, for the publisher alone, the public one in
// build/release-key.pem, which the build carries. "sign KEY MANIFEST" prints the signed manifest.
const [task, first, second] = process.argv.slice(2);
if (task === 'new-key' && first !== undefined) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(first, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  writeFileSync(inProject('build', 'release-key.pem'), publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' });
} else if (task === 'sign' && first !== undefined && second !== undefined) {
  const manifest: unknown = JSON.parse(readFileSync(second, 'utf8'));
  const document = JSON.stringify(updateManifest.parse(manifest));
  const signature = sign(null, Buffer.from(signedManifestText(document)), createPrivateKey(readFileSync(first))).toString('base64');
  console.log(JSON.stringify({ document, signature }));
} else {
  console.error('usage: node build/sign-update.ts new-key FILE | sign KEY MANIFEST');
  process.exitCode = 2;
}
