import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../base/app-error.ts';
import { parseJson } from '../base/parse-json.ts';
import { systemErrorCode } from '../base/system-error.ts';

/** Where an enrolled endpoint sends its summaries. `authority` is the pinned certificate in PEM. */
export interface Enrolment {
  readonly endpointId: string;
  readonly unitName: string;
  readonly url: string;
  readonly authority: string;
}

const enrolmentFile = z.strictObject({ endpointId: z.uuid(), unitName: z.string(), url: z.url(), authority: z.string() });

/** The endpoint's Ed25519 key, made at first use in a file that only the service account reads. */
export function loadOrMakeKey(agentFolder: string): KeyObject {
  const file = join(agentFolder, 'identity-key.pem');
  const known = readIfThere(file);
  if (known !== null) return createPrivateKey(known);
  const { privateKey } = generateKeyPairSync('ed25519');
  writeDurably(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return privateKey;
}

/** The public half as the collector stores it: 32 bytes, base64url (RFC 8037). */
export function publicKeyText(privateKey: KeyObject): string {
  return z.object({ x: z.string() }).parse(createPublicKey(privateKey).export({ format: 'jwk' })).x;
}

export function readEnrolment(agentFolder: string): Enrolment | null {
  const text = readIfThere(join(agentFolder, 'enrolment.json'));
  if (text === null) return null;
  const parsed = enrolmentFile.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new AppError(
    'STORE_UNUSABLE',
    `${join(agentFolder, 'enrolment.json')} is damaged. Enrol this machine again with a new enrolment string.`,
  );
}

export function writeEnrolment(agentFolder: string, enrolment: Enrolment): void {
  writeDurably(join(agentFolder, 'enrolment.json'), JSON.stringify(enrolment));
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    if (systemErrorCode(thrown) === 'ENOENT') return null;
    throw new AppError('STORE_UNUSABLE', `${file} cannot be read (${systemErrorCode(thrown) ?? 'unknown'}).`, { cause: thrown });
  }
}

/** Whole or not at all, also when power fails: written aside, flushed, then renamed. */
function writeDurably(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  const aside = `${file}.new`;
  const fd = openSync(aside, 'w', 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(aside, file);
}
