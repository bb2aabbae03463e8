import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../base/app-error.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import { cveKnowledge } from '../../collector/advisories/exposures.ts';
import { machinesAsCsv, unitsAsCsv } from '../../collector/warnings/export/warning-csv.ts';
import { warningAsXlsx } from '../../collector/warnings/export/warning-xlsx.ts';
import { machinePages } from '../../collector/warnings/machine-pages.ts';
import { viewWarning } from '../../collector/warnings/warning-views.ts';
import { warningWords } from '../../domain/words/warning-words.ts';
import type { CliIo } from '../cli-io.ts';
import { warningText } from '../text/warning-text.ts';
import { letterOf, withWarnings } from './open-warnings.ts';
import type { ChosenWarning } from './show-warnings.ts';

export interface ExportOptions extends ChosenWarning {
  readonly format: 'csv' | 'xlsx';
  readonly table: 'units' | 'machines';
  readonly out: string;
}

export function exportWarning({ number, year, format, table, out, json, dataDir }: ExportOptions, io: CliIo): Promise<void> {
  return withWarnings(dataDir, io, async ({ warnings, advisories, now, silentBefore, count }) => {
    await count();
    const stored = await letterOf(warnings, number, year);
    const detail = await viewWarning(warnings, stored, { knowledge: cveKnowledge(advisories), silentBefore, now });
    const pages = machinePages(warnings.machines, stored.number, silentBefore);
    const words = warningWords(io.language);
    const file = resolve(out);
    try {
      if (format === 'xlsx') await writeFile(file, await warningAsXlsx(detail, pages, words));
      else if (table === 'units') await writeFile(file, unitsAsCsv(detail, words));
      else await pipeline(machinesAsCsv(detail.warning, pages, words), createWriteStream(file));
    } catch (cause) {
      if (systemErrorCode(cause) === null) throw cause;
      throw new AppError('USAGE', `${file} cannot be written (${systemErrorCode(cause)}). Name another file with --out.`, { cause });
    }
    if (json)
      io.out(
        JSON.stringify({ warningId: stored.id, number: stored.content.number, format, table: format === 'xlsx' ? null : table, file }),
      );
    else io.err(warningText(io.language).exported(file));
  });
}
