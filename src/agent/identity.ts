import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../base/app-error.ts';
import { parseJson } from '../base/parse-json.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { makeFolder } from '../storage/make-folder.ts';

/** Who this endpoint is at its collector, and where that is. Key and identity are one file: they change together or not at all. */
export interface Enrolment {
  readonly endpointId: string;
  readonly unitName: string;
  readonly url: string;
  /** The pinned certificate of the collector's authority, PEM. */
  readonly authority: string;
  /** The endpoint's Ed25519 private key, PKCS #8 PEM. */
  readonly privateKey: string;
}

const enrolmentFile = z.strictObject({
  endpointId: z.uuid(),
  unitName: z.string(),
  url: z.url(),
  authority: z.string(),
  privateKey: z.string(),
});

const pendingKeyFile = (agentFolder: string): string => join(agentFolder, 'enrolling-key.pem');
const nextKeyFile = (agentFolder: string): string => join(agentFolder, 'next-key.pem');

/**
 * The key for an enrolment that is about to be asked for: a new one, or that of a try whose answer was lost, so that the
 * collector knows the endpoint again. Every file here is read by the service account alone.
 */
export const keyForEnrolling = (agentFolder: string): KeyObject => keyIn(pendingKeyFile(agentFolder));

/** The key that is to follow the present one: a new one, or that of a change that was not carried through. */
export const keyToFollow = (agentFolder: string): KeyObject => keyIn(nextKeyFile(agentFolder));

/** Whether a change of the key was begun and has not ended. */
export const isKeyChanging = (agentFolder: string): boolean => existsSync(nextKeyFile(agentFolder));

export const endKeyChange = (agentFolder: string): void => rmSync(nextKeyFile(agentFolder), { force: true });

function keyIn(file: string): KeyObject {
  const known = readIfThere(file);
  if (known !== null) return createPrivateKey(known);
  const { privateKey } = generateKeyPairSync('ed25519');
  writeDurably(file, keyText(privateKey));
  return privateKey;
}

export const keyText = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

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
  rmSync(pendingKeyFile(agentFolder), { force: true });
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
export function writeDurably(file: string, text: string): void {
  makeFolder(dirname(file));
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
