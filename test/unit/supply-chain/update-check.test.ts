import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addUpdateCommands } from '../../../src/cli/commands/update.ts';
import { readManifest } from '../../../src/cli/update/read-manifest.ts';
import { signedManifestText, type UpdateManifest } from '../../../src/contracts/update.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const publisher = generateKeyPairSync('ed25519');
const key = publisher.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const release = (serial: number, productVersion = '9.0.0'): UpdateManifest => ({
  formatVersion: 1,
  serial,
  productVersion,
  publishedAt: '2026-11-20T08:00:00.000Z',
  notes: 'Sửa lỗi',
  files: [{ name: 'wardwatch.deb', sha256: 'a'.repeat(64), bytes: 1 }],
});
const signed = (manifest: unknown, by: KeyObject = publisher.privateKey): string => {
  const document = JSON.stringify(manifest);
  return JSON.stringify({ document, signature: sign(null, Buffer.from(signedManifestText(document)), by).toString('base64') });
};

test('a manifest that the publisher signed is read', () => expect(readManifest(signed(release(3)), key, 3)).toEqual(release(3)));

test.for([
  { name: 'signed by somebody else', text: signed(release(3), generateKeyPairSync('ed25519').privateKey) },
  { name: 'changed after it was signed', text: signed(release(3)).replace('9.0.0', '8.0.0') },
  { name: 'older than one that was seen', text: signed(release(2)) },
  { name: 'of an unknown form', text: signed({ ...release(3), run: 'setup.exe' }) },
  { name: 'no JSON', text: '<html>' },
])('a manifest $name is refused', ({ text }) =>
  expect(() => readManifest(text, key, 3)).toThrow(expect.objectContaining({ code: 'UPDATE_MANIFEST_INVALID' })),
);

test('the check tells of a newer release with exit code 1, remembers it, and refuses an older manifest from then on', async () => {
  const [folder, keys] = [tempFolder(), tempFolder()];
  writeFileSync(join(keys, 'release-key.pem'), key);
  const check = async (manifest: UpdateManifest) => {
    const said: string[] = [];
    let code = 0;
    writeFileSync(join(folder, 'manifest.json'), signed(manifest));
    const program = new Command('wardwatch').exitOverride();
    const io = {
      out: (line: string) => void said.push(line),
      err: () => undefined,
      isTty: false,
      env: {},
      language: 'en' as const,
      entryPoint: '',
      signal: AbortSignal.timeout(10_000),
      exitWith: (given: number) => void (code = given),
    };
    addUpdateCommands(program, io, keys);
    await program.parseAsync(['update', 'check', '--manifest', join(folder, 'manifest.json'), '--data-dir', folder], { from: 'user' });
    return { code, said: said.join('\n') };
  };
  expect(await check(release(5))).toEqual({ code: 1, said: expect.stringContaining('9.0.0') });
  expect(await check(release(6, '0.1.0'))).toMatchObject({ code: 0 });
  await expect(check(release(5))).rejects.toMatchObject({ code: 'UPDATE_MANIFEST_INVALID' });
});
