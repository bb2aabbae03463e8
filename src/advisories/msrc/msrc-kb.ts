import type { AdvisoryRecord } from '../../domain/advisories/advisory.ts';
import { countLowerCase, cveIdOf } from '../../domain/advisories/cve-id.ts';
import { isCalendarDate } from '../calendar-date.ts';
import { readCsv } from '../csv-table.ts';
import { type DocumentReader, type ReadOutcome, refused } from '../document-reader.ts';
import { quoted } from '../problem-in-words.ts';
import { kbOf, type MsrcFix, msrcFix, msrcProducts } from './msrc-products.ts';
import { updateRecords } from './update-records.ts';

const columns = ['CVE', 'BulletinKB', 'AffectedProduct', 'Supersedes'] as const;
type Column = (typeof columns)[number] | 'DatePosted' | 'Title';

/** A table of CVE, update, product and superseded update, made from data of the Microsoft Security Response Center. */
export const msrcKbReader: DocumentReader = {
  format: 'msrc-kb',
  recognises: (content) => {
    if (content.kind !== 'text') return false;
    const head = content.text.slice(0, 2_000).split(/\r?\n/, 1)[0] ?? '';
    return columns.every((column) => head.includes(column));
  },
  read: (content) => (content.kind === 'text' ? readTable(content.text) : refused('It is not CSV.')),
};

interface Vulnerability {
  readonly title: string;
  readonly fixes: MsrcFix[];
  readonly posted: string[];
}

function readTable(text: string): ReadOutcome {
  const table = readCsv(text);
  if (table.status === 'refused') return table;
  const cell = (cells: readonly string[], column: Column): string => cells[table.header.indexOf(column)] ?? '';
  const byCve = new Map<string, Vulnerability>();
  const supersedes = new Map<string, Set<string>>();
  const lowerCaseCves = countLowerCase(table.rows.map(({ cells }) => cell(cells, 'CVE')));
  for (const { line, cells } of table.rows) {
    const cve = cveIdOf(cell(cells, 'CVE'));
    const product = cell(cells, 'AffectedProduct');
    if (cve === null) return refused(`Line ${line}: ${quoted(cell(cells, 'CVE'))} is no CVE id. Nothing of it was imported.`);
    if (product === '' || product.length > 500) return refused(`Line ${line} names no product. Nothing of it was imported.`);
    const kb = kbOf(cell(cells, 'BulletinKB'));
    const kept = byCve.get(cve) ?? { title: cell(cells, 'Title').slice(0, 1_000), fixes: [], posted: [] };
    byCve.set(cve, kept);
    kept.fixes.push(msrcFix(product, kb, null));
    const posted = cell(cells, 'DatePosted').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
    if (isCalendarDate(posted)) kept.posted.push(posted);
    if (kb === null) continue;
    const replaced = supersedes.get(kb) ?? new Set();
    supersedes.set(kb, replaced);
    for (const part of cell(cells, 'Supersedes').split(/[;,\s]+/)) {
      const older = kbOf(part);
      if (older !== null && older !== kb) replaced.add(older);
    }
  }
  if (byCve.size === 0) return refused('It has a header and no rows: it was cut off. Fetch it again.');
  const fixes = [...byCve.values()].flatMap((vulnerability) => vulnerability.fixes);
  const updates = updateRecords(fixes, (kb) => [...(supersedes.get(kb) ?? [])].toSorted());
  return { status: 'read', lowerCaseCves, records: [...advisoriesOf(byCve), ...updates] };
}

const advisoriesOf = (byCve: ReadonlyMap<string, Vulnerability>): AdvisoryRecord[] =>
  [...byCve].map(([cve, { title, fixes, posted }]) => {
    const days = posted.toSorted();
    return {
      kind: 'advisory',
      advisory: {
        id: cve,
        format: 'msrc-kb',
        cves: [cve],
        title: title || cve,
        cvss: null,
        publishedAt: midnight(days[0]),
        modifiedAt: midnight(days.at(-1)),
        withdrawnAt: null,
        references: [`https://msrc.microsoft.com/update-guide/vulnerability/${cve}`],
        products: msrcProducts(fixes),
      },
    };
  });

const midnight = (day: string | undefined): string | null => (day === undefined ? null : `${day}T00:00:00.000Z`);
