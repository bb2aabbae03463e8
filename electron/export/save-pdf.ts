import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src/base/app-error.ts';

export interface PdfSaverDeps {
  /** Null where there is nothing to print. */
  readonly print: () => Promise<Uint8Array | null>;
  /** Asks the person; null when he or she changed the mind. */
  readonly choose: (proposed: string) => Promise<string | null>;
  readonly documents: () => string;
}

/** Only where the person says: the window never learns of a path and never names one. Throws FILE_UNREADABLE where it cannot be written. */
export function createPdfSaver({ print, choose, documents }: PdfSaverDeps): (name: string) => Promise<'saved' | 'cancelled'> {
  return async (name) => {
    const pdf = await print();
    const file = pdf && (await choose(join(documents(), `${name}.pdf`)));
    if (!pdf || !file) return 'cancelled';
    try {
      await writeFile(file.toLowerCase().endsWith('.pdf') ? file : `${file}.pdf`, pdf);
    } catch (cause) {
      throw new AppError('FILE_UNREADABLE', 'The PDF could not be written there. Nothing was kept; choose another folder.', { cause });
    }
    return 'saved';
  };
}
