import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';

export const manifestName = 'manifest.json';

// Relative, of plain names: what a manifest says is never written outside of the folder that is restored.
const path = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*){0,4}$/);
const manifest = z.strictObject({
  formatVersion: z.literal(1),
  productVersion: z.string().max(40),
  madeAt: z.iso.datetime(),
  files: z
    .array(z.strictObject({ path, bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .min(1)
    .max(1000),
});
export type Manifest = z.infer<typeof manifest>;

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Reads a backup through: every file is there and as it was written, every database is whole. Throws BACKUP_INVALID. */
export async function verifyBackup(folder: string): Promise<Manifest> {
  const parsed = manifest.safeParse(parseJson(readManifest(folder)));
  if (!parsed.success) throw invalid(folder, `its ${manifestName} is not one of this product`);
  for (const { path: name, bytes, sha256 } of parsed.data.files) {
    const file = join(folder, name);
    if (statSync(file, { throwIfNoEntry: false })?.size !== bytes || (await sha256OfFile(file)) !== sha256)
      throw invalid(folder, `${name} is missing or is not what was written`);
    if (name.endsWith('.db') && !isWhole(file)) throw invalid(folder, `${name} is damaged`);
  }
  return parsed.data;
}

/** The newest of the backups in a folder, by name, that can be read through; null where there is none. */
export async function lastGoodBackup(folder: string): Promise<string | null> {
  for (const name of backupsIn(folder)) {
    const candidate = join(folder, name);
    const isGood = await verifyBackup(candidate).then(
      () => true,
      () => false,
    );
    if (isGood) return candidate;
  }
  return null;
}

/** Newest first. */
export const backupsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => statSync(join(folder, name, manifestName), { throwIfNoEntry: false })?.isFile() === true)
    .toSorted()
    .toReversed();

function readManifest(folder: string): string {
  try {
    return readFileSync(join(folder, manifestName), 'utf8');
  } catch (cause) {
    throw invalid(folder, `it has no ${manifestName}`, cause);
  }
}

function isWhole(file: string): boolean {
  try {
    const db = new Database(file, { readonly: true });
    try {
      return db.pragma('integrity_check(1)', { simple: true }) === 'ok';
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

const invalid = (folder: string, why: string, cause?: unknown): AppError =>
  new AppError('BACKUP_INVALID', `${folder} is no whole backup: ${why}. Nothing was changed.`, { cause });
