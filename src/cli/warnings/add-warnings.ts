import { basename } from 'node:path';
import { AppError } from '../../base/app-error.ts';
import { attachFile } from '../../collector/warnings/attach-file.ts';
import { draftOf } from '../../domain/warnings/letter/letter-draft.ts';
import { readLetterText } from '../../domain/warnings/letter/read-letter-text.ts';
import { type LetterReading, longestLetter } from '../../domain/warnings/letter/reading.ts';
import { mostAttachmentBytes, type WarningContent } from '../../domain/warnings/warning.ts';
import type { CliIo } from '../cli-io.ts';
import { personBy } from '../person-by.ts';
import { warningText } from '../text/warning-text.ts';
import { warningsOfCsv } from './csv-warnings.ts';
import { contentLines, letterLines } from './letter-lines.ts';
import { withWarnings } from './open-warnings.ts';
import { confirmed, readNamedFile, readStandardInput, textOf } from './typed-input.ts';
import { emptyBasis, type TypedWarning, type WarningBasis, warningOf } from './warning-options.ts';

export interface AddOptions extends TypedWarning {
  readonly attach?: string;
  readonly fromText?: string;
  readonly yes?: boolean;
  readonly csv?: string;
  readonly by?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

const mostCsvBytes = 5 * 1024 * 1024;

/** Everything is read and checked before anything is stored; exits with 1 where nothing was confirmed or a letter was there already. */
export async function addWarnings(options: AddOptions, io: CliIo): Promise<void> {
  const { contents, unconfirmed } = await contentsOf(options, io);
  if (unconfirmed) {
    io.err(warningText(io.language).notStored);
    if (options.json) io.out(JSON.stringify({ warnings: [], unconfirmed }));
    return io.exitWith(1);
  }
  const file =
    options.attach === undefined
      ? null
      : { name: basename(options.attach), content: await readNamedFile('--attach', options.attach, mostAttachmentBytes) };
  await withWarnings(options.dataDir, io, async ({ warnings, now }) => {
    const act = { by: personBy(options.by, io), now };
    const text = warningText(io.language);
    const results: { number: string; warningId: string; outcome: 'stored' | 'there-already' }[] = [];
    for (const content of contents) {
      const written = await warnings.letters.create(content, act);
      if (written.outcome === 'unknown') throw new AppError('INTERNAL', `Warning ${content.number} was not stored.`);
      const isNew = written.outcome === 'written';
      results.push({ number: content.number, warningId: written.id, outcome: isNew ? 'stored' : 'there-already' });
      if (!isNew) io.exitWith(1);
      const stored = file && isNew ? await warnings.letters.find(written.id) : null;
      if (file && stored) await attachFile(warnings.attachments, stored.number, file, act);
      io.err(isNew ? text.stored(content.number) : text.storedAlready(content.number));
    }
    if (options.json) io.out(JSON.stringify({ warnings: results }));
  });
}

interface Contents {
  readonly contents: readonly WarningContent[];
  /** What would have been stored had a person confirmed it, and what it was recognised from; null where nothing is left to confirm. */
  readonly unconfirmed: { readonly content: WarningContent; readonly reading: LetterReading } | null;
}

const toStore = (contents: readonly WarningContent[]): Contents => ({ contents, unconfirmed: null });

async function contentsOf(options: AddOptions, io: CliIo): Promise<Contents> {
  if (options.csv !== undefined) {
    if (options.fromText !== undefined || options.attach !== undefined)
      throw new AppError('USAGE', '--csv is for several warnings; --from-text and --attach are for one.');
    return toStore(warningsOfCsv(textOf('--csv', await readNamedFile('--csv', options.csv, mostCsvBytes)), options.csv));
  }
  if (options.fromText === undefined) return toStore([warningOf(options, emptyBasis)]);
  const { basis, reading } = await basisOfLetter(options.fromText, options, io);
  const content = warningOf(options, basis);
  for (const line of contentLines(content, io.language)) io.err(line);
  const isConfirmed = options.yes || (await confirmed(warningText(io.language).confirm, io));
  return isConfirmed ? toStore([content]) : { contents: [], unconfirmed: { content, reading } };
}

const optionOf = { number: '--number', issuedOn: '--date', deadline: '--deadline' } as const;
const typedOf = { number: 'number', issuedOn: 'date', deadline: 'deadline' } as const;

async function basisOfLetter(
  path: string,
  options: AddOptions,
  io: CliIo,
): Promise<{ readonly basis: WarningBasis; readonly reading: LetterReading }> {
  // A letter's letters take up to three bytes each.
  const bytes =
    path === '-'
      ? await readStandardInput('--from-text', io, 4 * longestLetter)
      : await readNamedFile('--from-text', path, 4 * longestLetter);
  const outcome = readLetterText(textOf('--from-text', bytes));
  if (outcome.outcome === 'too-long')
    throw new AppError(
      'USAGE',
      `--from-text: the text has more than ${outcome.mostCharacters} characters. Give the letter without its annexes.`,
    );
  for (const line of letterLines(outcome.reading, io.language)) io.err(line);
  const { content, questions } = draftOf(outcome.reading, (effect) => warningText(io.language).effect[effect]);
  const open = questions.filter((question) => options[typedOf[question]] === undefined);
  if (open.length > 0)
    throw new AppError(
      'USAGE',
      `The letter is not clear about ${open.join(', ')}: say it with ${open.map((question) => optionOf[question]).join(', ')}. Nothing was stored.`,
    );
  return { basis: content, reading: outcome.reading };
}
