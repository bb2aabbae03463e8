import { z } from 'zod';
import { documentFormats, type SourceReading } from '../../domain/advisories/advisory.ts';
import type { Sqlite } from '../open-sqlite.ts';

/**
 * When what there is of each format was last read: here, or by the collector that told so in its feed. Pieces of a feed are read when the
 * bundle was made, however old they were by then; that counts only where a feed does not tell better.
 */
export const everyReading = `
  SELECT format, max(read_at) AS read_at FROM (
    SELECT format, read_at FROM document WHERE source NOT GLOB 'feed:*'
    UNION ALL SELECT format, read_at FROM reading
      WHERE EXISTS (SELECT 1 FROM document WHERE document.format = reading.format AND source NOT GLOB 'feed:*')
    UNION ALL SELECT format, read_at FROM told_reading
    UNION ALL SELECT format, read_at FROM document
      WHERE source GLOB 'feed:*' AND format <> 'feed' AND NOT EXISTS (SELECT 1 FROM told_reading)
  ) GROUP BY format`;

const rows = z.array(z.object({ format: z.enum(documentFormats), readAt: z.string() }));

export interface Readings {
  /** One for each format of which there is anything. */
  all(): SourceReading[];
  /** What this source gave, and its entries below it, is as it was. Within a minute, a format is written once. */
  sawAgain(source: string, readAt: string): void;
}

export function createReadings(db: Sqlite): Readings {
  const every = db.prepare(`SELECT format, read_at AS readAt FROM (${everyReading}) ORDER BY format`);
  const formatOf = db.prepare<[string], string>('SELECT format FROM document WHERE source = ?').pluck();
  const formatsBelow = db
    .prepare<[string, string], string>('SELECT DISTINCT format FROM document WHERE source >= ? AND source < ?')
    .pluck();
  const renew = db.prepare(
    `INSERT INTO reading (format, read_at) VALUES (?, ?)
     ON CONFLICT (format) DO UPDATE SET read_at = excluded.read_at WHERE excluded.read_at > read_at`,
  );
  const written = new Map<string, string>();
  return {
    all: () => rows.parse(every.all()),
    sawAgain(source, readAt) {
      const minute = readAt.slice(0, 16);
      const own = formatOf.get(source);
      // Entries of an archive and lines of a list stand behind `!`, and `"` is the next character.
      const formats = own === undefined ? formatsBelow.all(`${source}!`, `${source}"`) : [own];
      for (const format of formats) {
        if (written.get(format) === minute) continue;
        renew.run(format, readAt);
        written.set(format, minute);
      }
    },
  };
}
