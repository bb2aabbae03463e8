import type { FindingDraft } from '../finding.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { isRansomNote } from './ransom-notes.ts';

/** Something that happened to a file of a watched document folder. Its name does not leave this object's maker. */
export interface FileTouch {
  readonly folder: string;
  readonly name: string;
  readonly atMs: number;
}

/** What a sampled file is: its content's first bytes against what its name says it is. */
export type ContentSign = 'fits' | 'encrypted' | 'unknown';

export interface MassChange {
  touch(event: FileTouch): void;
  /** What a file that was rewritten looks like now. */
  sampled(sign: ContentSign, atMs: number): void;
  /** How many of the last minute's files were touched. */
  readonly touched: number;
  /** What has to be told now; nothing twice within a window. */
  judge(nowMs: number): Omit<FindingDraft, 'scannerId'>[];
}

const windowMs = 60_000;
/** A person saves a file at a time, and a program that writes many gives them names that programs know. */
const renamedToOne = 40;
const encryptedOf = { samples: 5, share: 0.8, touched: 40 } as const;
/** So many events are remembered at most: more of the same would say the same. */
const mostEvents = 20_000;

/** Extensions of documents that hospitals have; one of these in front of another, new extension is what encryption leaves. */
const document =
  /\.(docx?|xlsx?|pptx?|pdf|jpe?g|png|tiff?|dcm|txt|csv|odt|ods|rtf|zip|mdb|accdb|sql|bak|dbf|xml|hl7|html?)\.([a-z0-9_-]{2,24})$/i;
/** Made by programs that people know: copies, unfinished downloads and archives of a document. */
const harmless = new Set([
  'bak',
  'tmp',
  'part',
  'crdownload',
  'download',
  'gz',
  'zip',
  '7z',
  'bz2',
  'xz',
  'old',
  'orig',
  'sig',
  'asc',
  'lnk',
  'p7m',
  'p7s',
  'gpg',
]);

/**
 * Pure. Tells the work of an encryptor from that of people and programs (T1486): many documents that get one new extension behind
 * their own, or many rewritten files whose content is noise and no longer what their names say, or a known ransom note in several
 * folders. A copy of photos, an unpacked archive and a backup are many files, but they are what their names say.
 */
export function createMassChange(root: string): MassChange {
  let touches: FileTouch[] = [];
  let samples: { sign: ContentSign; atMs: number }[] = [];
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return {
    touch: (event) => {
      if (touches.length < mostEvents) touches.push(event);
    },
    sampled: (sign, atMs) => {
      if (samples.length < mostEvents) samples.push({ sign, atMs });
    },
    get touched() {
      return touches.length;
    },
    judge(nowMs) {
      touches = touches.filter(({ atMs }) => atMs > nowMs - windowMs);
      samples = samples.filter(({ atMs }) => atMs > nowMs - windowMs);
      if (nowMs - toldAtMs < windowMs) return [];
      const drafts = [...massChange(root, touches, samples), ...notesIn(root, touches)];
      if (drafts.length > 0) toldAtMs = nowMs;
      return drafts;
    },
  };
}

function massChange(
  root: string,
  touches: readonly FileTouch[],
  samples: readonly { readonly sign: ContentSign }[],
): Omit<FindingDraft, 'scannerId'>[] {
  const files = new Set(touches.map(({ folder, name }) => `${folder}\0${name}`));
  const extensions = new Map<string, Set<string>>();
  for (const { folder, name } of touches) {
    const extension = document.exec(name)?.[2]?.toLowerCase();
    if (extension === undefined || harmless.has(extension)) continue;
    extensions.set(extension, (extensions.get(extension) ?? new Set()).add(`${folder}\0${name}`));
  }
  const [extension, renamed] = [...extensions].toSorted(([, a], [, b]) => b.size - a.size)[0] ?? [null, new Set<string>()];
  const known = samples.filter(({ sign }) => sign !== 'unknown');
  const encrypted = known.filter(({ sign }) => sign === 'encrypted').length;
  const isNoise = files.size >= encryptedOf.touched && known.length >= encryptedOf.samples && encrypted / known.length >= encryptedOf.share;
  if (renamed.size < renamedToOne && !isNoise) return [];
  return [
    {
      rule: 'ransomware.mass-change',
      fingerprint: fingerprintOf('mass-change', root),
      severity: 'critical',
      technique: 'T1486',
      evidence: {
        subject: root,
        after: {
          count: files.size,
          because: renamed.size >= renamedToOne ? `.${extension}` : `${encrypted}/${known.length}`,
        },
      },
    },
  ];
}

function notesIn(root: string, touches: readonly FileTouch[]): Omit<FindingDraft, 'scannerId'>[] {
  const folders = new Set(touches.filter(({ name }) => isRansomNote(name)).map(({ folder }) => folder));
  if (folders.size === 0) return [];
  return [
    {
      rule: 'ransomware.note',
      fingerprint: fingerprintOf('ransom-note', root),
      severity: folders.size > 2 ? 'critical' : 'high',
      technique: 'T1486',
      evidence: { subject: root, after: { count: folders.size } },
    },
  ];
}
