import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { WarningContent } from '../../domain/warnings/warning.ts';
import { emptyBasis, type TypedWarning, warningOf } from './warning-options.ts';

const mostRows = 5000;

/** Column headers, as the options are called or as they are called in Vietnamese. */
const columns: Readonly<Record<string, keyof TypedWarning>> = {
  number: 'number',
  'số, ký hiệu': 'number',
  'số ký hiệu': 'number',
  số: 'number',
  issuer: 'issuer',
  'cơ quan ban hành': 'issuer',
  'cơ quan': 'issuer',
  date: 'date',
  'ngày ban hành': 'date',
  ngày: 'date',
  title: 'title',
  'trích yếu': 'title',
  critical: 'critical',
  'nghiêm trọng': 'critical',
  high: 'high',
  cao: 'high',
  cve: 'cve',
  khác: 'cve',
  product: 'product',
  'sản phẩm': 'product',
  effect: 'effect',
  'ảnh hưởng': 'effect',
  exploited: 'exploited',
  'đang bị khai thác': 'exploited',
  deadline: 'deadline',
  'hạn xử lý': 'deadline',
  hạn: 'deadline',
};
const rows = z.array(z.array(z.string())).max(mostRows + 1);
const yes = /^(?:có|co|yes|y|true|x|1)$/i;
const no = /^(?:không|khong|no|n|false|0|)$/i;

/** All warnings of a file, or USAGE that names the line: half a file is never taken. */
export function warningsOfCsv(text: string, file: string): WarningContent[] {
  const [header, ...lines] = linesOf(text, file);
  if (!header)
    throw new AppError('USAGE', `${file} is empty. Its first line names the columns, such as number, issuer, date, title, critical, high.`);
  const names = header.map((cell) => columns[cell.normalize('NFC').trim().toLowerCase()] ?? null);
  const unknown = header.filter((_, at) => names[at] === null);
  if (unknown.length > 0)
    throw new AppError(
      'USAGE',
      `${file} has columns that mean nothing here: ${unknown.join(', ').slice(0, 200)}. Known are ${[...new Set(Object.values(columns))].join(', ')}.`,
    );
  return lines.map((cells, at) => {
    const typed = Object.fromEntries(
      names.flatMap((name, column) => (name === null || cells[column]?.trim() === '' ? [] : [[name, cells[column] ?? '']])),
    );
    try {
      const { exploited = '', ...texts } = typed;
      return warningOf({ ...texts, exploited: readYes(exploited) }, emptyBasis);
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause;
      throw new AppError('USAGE', `${file}, row ${at + 2}: ${cause.message} Nothing was stored.`, { cause });
    }
  });
}

function linesOf(text: string, file: string): string[][] {
  const [first = ''] = text.split('\n', 1);
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ',';
  try {
    const parsed = rows.safeParse(
      parse(text, { bom: true, skip_empty_lines: true, delimiter, to: mostRows + 2, max_record_size: 100_000, relax_column_count: false }),
    );
    if (parsed.success) return parsed.data;
  } catch (cause) {
    throw new AppError(
      'USAGE',
      `${file} is not a CSV file: ${cause instanceof Error ? cause.message : 'it cannot be read'}. Nothing was stored.`,
      { cause },
    );
  }
  throw new AppError('USAGE', `${file} has more than ${mostRows} rows. Nothing was stored.`);
}

function readYes(text: string): boolean {
  const word = text.normalize('NFC').trim();
  if (yes.test(word)) return true;
  if (no.test(word)) return false;
  throw new AppError('USAGE', `exploited "${word.slice(0, 40)}" is neither yes nor no.`);
}
