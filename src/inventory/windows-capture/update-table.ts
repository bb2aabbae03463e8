import type { CaptureLine } from './capture-lines.ts';
import { hotfixOf } from './hotfix.ts';
import type { UpdateProperties } from './update-properties.ts';

interface Cell {
  readonly column: number;
  readonly text: string;
}

/** `wmic qfe list` and `Get-HotFix`: columns under their names, two blanks or more between them. Null where no heading is like that. */
export function updateTable(lines: readonly CaptureLine[]): UpdateProperties | null {
  const headingAt = lines.findIndex(({ text }) => /hotfixid/i.test(text) && isHeading(text.split(/\s+/)));
  const heading = lines[headingAt];
  if (!heading) return null;
  const columns = cellsOf(heading);
  const columnOf = (...names: string[]): number | undefined => columns.find(({ text }) => names.includes(text.toLowerCase()))?.column;
  const [idColumn, hostColumn] = [columnOf('hotfixid'), columnOf('csname', 'pscomputername', 'source')];
  const rows = lines.slice(headingAt + 1).flatMap((line) => {
    const cells = cellsOf(line);
    // Wide characters before it move a column.
    const id = cells.find(({ column, text }) => column === idColumn && isId(text)) ?? cells.find(({ text }) => isId(text));
    return id ? [{ hotFixId: id.text, hostname: cells.find(({ column }) => column === hostColumn)?.text }] : [];
  });
  return {
    hotFixIds: rows.map(({ hotFixId }) => hotFixId),
    hostnames: rows.flatMap(({ hostname }) => (hostname === undefined ? [] : [hostname])),
  };
}

const isHeading = (names: readonly string[]): boolean =>
  names.some((name) => name.toLowerCase() === 'hotfixid') && names.every((name) => /^\w+$/.test(name));

const cellsOf = ({ indent, text }: CaptureLine): Cell[] =>
  [...text.matchAll(/\S+(?: \S+)*/gu)].map((match) => ({ column: indent + match.index, text: match[0] }));

const isId = (text: string): boolean => hotfixOf(text).kind !== 'none';
