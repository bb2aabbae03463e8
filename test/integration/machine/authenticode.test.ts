import { spawnSync, execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { runScan } from '../../../src/agent/scan/run-scan.ts';
import { createWindowsHost } from '../../../src/platform/windows/windows-host.ts';
import { windowsServices } from '../../../src/scanners/windows-services/windows-services.ts';
import { openAgentStore } from '../../../src/storage/agent/agent-store.ts';
import { regExe, wineRegistry } from '../../support/windows/registry-in-memory.ts';
import { openSignedProgram } from '../../../src/platform/windows/authenticode/signed-program.ts';
import { verifyMessage } from '../../../src/platform/windows/authenticode/signed-data.ts';
import { verifyProgram } from '../../../src/platform/windows/authenticode/verify-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const canSign = existsSync('/usr/bin/osslsigncode') && existsSync('/usr/bin/openssl');
if (!canSign) console.warn("skipped: signing programs needs Debian's osslsigncode and openssl");
const nodeForWindows = '.cache/windows-node/node.exe';
const hasNode = existsSync(nodeForWindows);
if (!hasNode) console.warn('skipped: the Windows Node that `npm run test:wine` fetches is not here');

const day = 86_400;
const openssl = (...args: readonly string[]): void => void execFileSync('/usr/bin/openssl', args, { stdio: 'pipe' });

interface Signing {
  readonly folder: string;
  readonly roots: readonly X509Certificate[];
}

/** The smallest 64-bit program of the PE format: headers, and a page of data that is not zero. */
function smallProgram(): Buffer {
  const bytes = Buffer.alloc(20_000, 0x5a);
  bytes.fill(0, 0, 1024);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE', 0x80, 'latin1');
  bytes.writeUInt16LE(0x8664, 0x84);
  bytes.writeUInt16LE(240, 0x94); // size of the optional header
  bytes.writeUInt16LE(0x22, 0x96);
  bytes.writeUInt16LE(0x20b, 0x98);
  bytes.writeUInt32LE(1024, 0x98 + 60); // size of the headers
  bytes.writeUInt32LE(16, 0x98 + 108); // data directories
  return bytes;
}

/** A root, a signer of programs and a time stamping authority, all of this test's own. */
function prepareSigning(): Signing {
  const folder = mkdtempSync(join(tmpdir(), 'wardwatch-test-'));
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('unsigned.exe'), smallProgram());
  const makeRoot = (name: string): void =>
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.pem`),
      '-days',
      '30',
      '-subj',
      `/CN=${name}`,
    );
  const issue = (name: string, subject: string, usage: string): void => {
    openssl('req', '-utf8', '-newkey', 'rsa:2048', '-nodes', '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`), '-subj', subject);
    writeFileSync(at(`${name}.ext`), `extendedKeyUsage=${usage}\nbasicConstraints=CA:FALSE\n`);
    const from = ['-CA', at('root.pem'), '-CAkey', at('root.key'), '-CAcreateserial'];
    openssl('x509', '-req', '-in', at(`${name}.csr`), ...from, '-out', at(`${name}.pem`), '-days', '10', '-extfile', at(`${name}.ext`));
    appendFileSync(at(`${name}.pem`), readFileSync(at('root.pem')));
  };
  makeRoot('root');
  makeRoot('other');
  issue('signer', '/O=Bệnh viện Thử/CN=Signer', 'codeSigning');
  issue('server', '/O=Bệnh viện Thử/CN=Server', 'serverAuth');
  issue('stamp', '/O=Stamp/CN=Stamp', 'critical,timeStamping');
  return { folder, roots: [new X509Certificate(readFileSync(at('root.pem')))] };
}

let signing: Signing;
beforeAll(() => {
  if (canSign) signing = prepareSigning();
});
afterAll(() => {
  if (canSign) rmSync(signing.folder, { recursive: true, force: true });
});

interface SignOptions {
  readonly by?: string;
  readonly hash?: string;
  /** Seconds since the epoch; no stamp for null. */
  readonly stampedAt?: number | null;
}

function sign({ by = 'signer', hash = 'sha256', stampedAt = Math.floor(Date.now() / 1000) + 60 }: SignOptions = {}): string {
  const { folder } = signing;
  const at = (name: string): string => join(folder, name);
  const out = join(tempFolder(), 'signed.exe');
  const stamp = stampedAt === null ? [] : ['-TSA-certs', at('stamp.pem'), '-TSA-key', at('stamp.key'), '-TSA-time', String(stampedAt)];
  const args = ['sign', '-certs', at(`${by}.pem`), '-key', at(`${by}.key`), '-h', hash, ...stamp, '-in', at('unsigned.exe'), '-out', out];
  const { status, stdout, stderr } = spawnSync('/usr/bin/osslsigncode', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return out;
}

test.skipIf(!canSign)('a program that was signed and stamped tells its publisher', () => {
  expect(verifyProgram(sign(), signing.roots)).toBe('Bệnh viện Thử');
  expect(verifyProgram(sign({ hash: 'sha384' }), signing.roots)).toBe('Bệnh viện Thử');
});

test.skipIf(!canSign)('an unsigned file and one that is no program tell none', () => {
  expect(verifyProgram(join(signing.folder, 'unsigned.exe'), signing.roots)).toBeNull();
  expect(verifyProgram('/etc/passwd', signing.roots)).toBeNull();
});

test.skipIf(!canSign).for([
  { name: 'signed by a certificate for servers', options: { by: 'server' } },
  { name: 'signed without a time stamp', options: { stampedAt: null } },
  { name: 'stamped after the certificate had ended', options: { stampedAt: Math.floor(Date.now() / 1000) + 20 * day } },
  { name: 'signed over SHA-1', options: { hash: 'sha1' } },
])('$name: no publisher', ({ options }) => expect(verifyProgram(sign(options), signing.roots)).toBeNull());

test.skipIf(!canSign)('a root that the machine does not trust vouches for nobody', () => {
  const other = new X509Certificate(readFileSync(join(signing.folder, 'other.pem')));
  expect(verifyProgram(sign(), [other])).toBeNull();
  expect(verifyProgram(sign(), [])).toBeNull();
});

test.skipIf(!canSign)('one changed byte anywhere in the file, or one more at its end, and nobody vouches for it', () => {
  const original = readFileSync(sign());
  const path = join(tempFolder(), 'changed.exe');
  const told = (bytes: Buffer): string | null => {
    writeFileSync(path, bytes);
    return verifyProgram(path, signing.roots);
  };
  expect(told(original)).toBe('Bệnh viện Thử');
  const checksumAt = original.readUInt32LE(0x3c) + 24 + 64;
  const accepted: number[] = [];
  for (let at = 0; at < original.length; at += 61) {
    if (at >= checksumAt && at < checksumAt + 4) continue; // the one field that no signature covers
    const changed = Buffer.from(original);
    changed[at] = (changed[at] ?? 0) ^ 1;
    if (told(changed) !== null) accepted.push(at);
  }
  expect(accepted.filter((at) => at < smallProgram().length)).toEqual([]);
  expect(told(Buffer.concat([original, Buffer.alloc(8)]))).toBeNull();
  expect(told(original.subarray(0, original.length - 8))).toBeNull();
});

test.skipIf(!hasNode)("Microsoft's chain is followed on a program as its publisher ships it", () => {
  const opened = openSignedProgram(nodeForWindows);
  const message = opened && verifyMessage(opened.signature);
  opened?.close();
  const root = message?.certificates.find((certificate) => certificate.ca && certificate.checkIssued(certificate));
  expect(root?.subject).toContain('Microsoft Identity Verification Root Certificate Authority 2020');
  expect(verifyProgram(nodeForWindows, root ? [root] : [])).toBe('OpenJS Foundation');
  const copy = join(tempFolder(), 'node.exe');
  copyFileSync(nodeForWindows, copy);
  appendFileSync(copy, 'x');
  expect(verifyProgram(copy, root ? [root] : [])).toBeNull();
});

test.skipIf(!canSign)('a service of a known publisher is explained on a scan, one of an unknown publisher is told', async () => {
  const registry = wineRegistry();
  const drive = tempFolder();
  const store = openAgentStore(tempFolder());
  onTestFinished(() => store.close());
  const host = createWindowsHost({ run: regExe(registry), drive });
  const scan = async (knownPublishers: readonly string[]): Promise<string[]> => {
    await runScan(
      { scanners: [windowsServices], skip: [], knownPublishers },
      { host, clock: systemClock, store, signal: new AbortController().signal },
    );
    return store.findings.ofScanner('windows-services').map(({ state, evidence }) => `${state} ${evidence.subject}`);
  };
  const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
  const add = (name: string): void =>
    registry.import(
      `[${services}\\${name}]\n"ImagePath"="\\"C:\\\\Program Files\\\\Thu\\\\thu.exe\\""\n"Type"=dword:00000010\n"Start"=dword:00000002\n`,
    );
  registry.import('[HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]\n"CurrentBuildNumber"="19045"\n');
  const root = signing.roots[0]?.raw ?? Buffer.alloc(0);
  const property = Buffer.alloc(12);
  property.writeUInt32LE(32, 0);
  property.writeUInt32LE(1, 4);
  property.writeUInt32LE(root.length, 8);
  const blob = Buffer.concat([property, root])
    .toString('hex')
    .replaceAll(/(..)(?!$)/g, '$1,');
  registry.import(`[HKLM\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates\\AB12]\n"Blob"=hex:${blob}\n`);
  const folder = join(drive, 'Program Files', 'Thu');
  mkdirSync(folder, { recursive: true });
  copyFileSync(sign(), join(folder, 'thu.exe'));

  expect(await scan(['Bệnh viện Thử'])).toEqual([]);
  add('ThuUpdate');
  expect(await scan(['Bệnh viện Thử'])).toEqual([]);
  add('ThuOther');
  expect(await scan(['Somebody else'])).toEqual([`open ${services}\\ThuOther`]);
});
