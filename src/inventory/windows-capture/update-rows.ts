import type { CaptureLine } from './capture-lines.ts';
import { csvRows } from './csv-rows.ts';
import { hotfixOf } from './hotfix.ts';
import type { UpdateProperties } from './update-properties.ts';

/** No machine has so many updates; rows take time. */
const mostRows = 10_000;

const hostColumns = ['node', 'csname', 'pscomputername', '__server', 'source'];

/** `wmic qfe get … /format:csv`, whose cells are never quoted, and `Export-Csv`, whose cells are; null where no heading is like that. */
export function updateRows(lines: readonly CaptureLine[]): UpdateProperties | null {
  const headingAt = lines.findIndex(({ text }) => delimiterOf(text) !== null);
  const heading = lines[headingAt]?.text ?? '';
  const delimiter = delimiterOf(heading);
  if (delimiter === null) return null;
  const listed = lines.slice(headingAt + 1).flatMap(({ text }) => (/KB/i.test(text) ? [text] : []));
  const [columns = [], ...rows] = csvRows([heading, ...listed.slice(0, mostRows)], delimiter);
  const names = columns.map((name) => name.trim().toLowerCase());
  const idAt = names.indexOf('hotfixid');
  const hostAt = hostColumns.map((name) => names.indexOf(name)).find((index) => index !== -1) ?? -1;
  const updates = rows.flatMap((row) => {
    const hotFixId = [row[idAt] ?? '', ...row].find((cell) => cell.trim() !== '' && hotfixOf(cell).kind !== 'none');
    return hotFixId === undefined ? [] : [{ hotFixId, hostname: row[hostAt]?.trim() ?? '' }];
  });
  return {
    // What is left out cuts the list.
    hotFixIds: [...updates.map(({ hotFixId }) => hotFixId), ...(listed.length > mostRows ? ['…'] : [])],
    hostnames: updates.map(({ hostname }) => hostname).filter((hostname) => hostname !== ''),
  };
}

/** Export-Csv takes the list separator of the language where it is told to. */
const delimiterOf = (heading: string): string | null =>
  /(?:^|[,;\t])"?HotFixID"?([,;\t])/i.exec(heading)?.[1] ??
  /([,;\t])"?HotFixID"?$/i.exec(heading)?.[1] ??
  (/^"HotFixID"$/i.test(heading) ? ',' : null);
