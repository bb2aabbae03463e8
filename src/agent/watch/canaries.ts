import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../base/parse-json.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import type { FindingDraft } from '../../domain/finding.ts';
import { fingerprintOf } from '../../domain/fingerprint.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';

/** Names that sort before and after all others: what goes through a folder in order meets one of them first. */
const names = ['!000-WardWatch-tep-canh-gioi.docx', '~zzz-WardWatch-tep-canh-gioi.xlsx'] as const;
const text =
  'Đây là tệp cảnh giới của WardWatch. Tệp này không chứa dữ liệu. Xin đừng mở, sửa, đổi tên hoặc xóa: WardWatch sẽ báo động mã độc mã hóa dữ liệu.\n' +
  'This is a WardWatch canary file. It holds no data. Please do not edit, rename or delete it: WardWatch would raise a ransomware alarm.\n';
// Long enough to be worth encrypting.
const content = Buffer.from(text.repeat(40));
const digest = createHash('sha256').update(content).digest('hex');

const settingKey = 'watch:canaries';
const placed = z.array(z.string());

/** Paths of the canaries that were placed and are to stand. */
export const standingCanaries = (store: AgentStore): readonly string[] =>
  placed.safeParse(parseJson(store.setting(settingKey) ?? '[]')).data ?? [];

export interface Placement {
  readonly canaries: readonly string[];
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Places canaries in the folders that policy names, and takes those of other folders away. What a person has by that name is never
 * touched. The record is written first: a canary that stands is known, also after a power cut in the middle.
 */
export function placeCanaries(store: AgentStore, folders: readonly string[]): Placement {
  const wanted = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const before = standingCanaries(store);
  for (const path of before.filter((known) => !wanted.includes(known))) removeCanary(path);
  store.setSetting(settingKey, JSON.stringify([...new Set([...before.filter((path) => wanted.includes(path)), ...wanted])]));
  const refused: { path: string; reason: string }[] = [];
  const canaries = wanted.filter((path) => {
    if (before.includes(path)) return true;
    try {
      writeFileSync(path, content, { flag: 'wx', mode: 0o666 });
      return true;
    } catch (thrown) {
      const reason = systemErrorCode(thrown) ?? 'UNKNOWN';
      if (reason === 'EEXIST' && canaryState(path) === 'untouched') return true;
      refused.push({ path, reason });
      return false;
    }
  });
  store.setSetting(settingKey, JSON.stringify(canaries));
  return { canaries, refused };
}

/** Takes every canary away; a file that is none any more is left where it is. Returns the paths that were freed. */
export function removeCanaries(store: AgentStore): readonly string[] {
  const canaries = standingCanaries(store);
  // Forgotten first: an agent that watches must not take this for an attack.
  store.setSetting(settingKey, '[]');
  return canaries.filter(removeCanary);
}

function removeCanary(path: string): boolean {
  if (canaryState(path) !== 'untouched') return false;
  unlinkSync(path);
  return true;
}

export type CanaryState = 'untouched' | 'changed' | 'gone' | 'unreadable';

/** By content and name alone: a backup or an antivirus that reads a canary touches nothing. */
export function canaryState(path: string): CanaryState {
  try {
    if (lstatSync(path).size !== content.length) return 'changed';
    const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    try {
      if (!fstatSync(fd).isFile()) return 'changed';
      const found = Buffer.alloc(content.length + 1);
      const read = readSync(fd, found, 0, found.length, 0);
      return createHash('sha256').update(found.subarray(0, read)).digest('hex') === digest ? 'untouched' : 'changed';
    } finally {
      closeSync(fd);
    }
  } catch (thrown) {
    const code = systemErrorCode(thrown);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : code === 'ELOOP' ? 'changed' : 'unreadable';
  }
}

/** Data encrypted for impact (T1486): one finding for each folder whose canaries were touched. */
export function canaryDrafts(canaries: readonly string[]): Omit<FindingDraft, 'scannerId'>[] {
  const touched = canaries
    .map((path) => ({ path, state: canaryState(path) }))
    .filter(({ state }) => state === 'changed' || state === 'gone');
  const byFolder = Map.groupBy(touched, ({ path }) => dirname(path));
  return [...byFolder].map(([folder, files]) => ({
    rule: 'ransomware.canary-touched',
    fingerprint: fingerprintOf('canary', folder),
    severity: 'critical',
    technique: 'T1486',
    evidence: {
      subject: folder,
      after: { count: files.length, because: files.some(({ state }) => state === 'gone') ? 'gone' : 'changed' },
    },
  }));
}
