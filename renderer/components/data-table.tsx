import type { ReactElement, ReactNode } from 'react';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isRowHeader?: boolean;
  readonly isNumber?: boolean;
  /** Where a value may be left out of a card for want of room. */
  readonly isLeftOut?: (row: Row) => boolean;
}

export interface DataTableProps<Row> {
  /** Names the table to the style sheet, which sets the widths of its columns. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly isCurrent?: (row: Row) => boolean;
  readonly isBusy?: boolean;
}

// A narrow page shows each row as a card. A browser that sees no table layout forgets that it is a table: the roles say so.
export function DataTable<Row>({ name, caption, columns, rows, keyOf, isCurrent, isBusy = false }: DataTableProps<Row>): ReactElement {
  return (
    <table className={`table table-${name}`} role="table" aria-busy={isBusy}>
      <caption className="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ id, header, isNumber }) => (
            <th key={id} role="columnheader" scope="col" className={classOf(id, isNumber)}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" className={isCurrent?.(row) ? 'is-current' : undefined}>
            {columns.map((column) => (
              <Cell key={column.id} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }): ReactElement {
  const { id, header, cell, isRowHeader = false, isNumber, isLeftOut } = column;
  if (isRowHeader)
    return (
      <th role="rowheader" scope="row" className={classOf(id, isNumber)}>
        {cell(row)}
      </th>
    );
  return (
    <td role="cell" className={isLeftOut?.(row) ? `${classOf(id, isNumber)} is-left-out` : classOf(id, isNumber)}>
      <span className="cell-label" aria-hidden="true">
        {header}
      </span>
      <div className="cell-value">{cell(row)}</div>
    </td>
  );
}

const classOf = (id: string, isNumber = false): string => (isNumber ? `column-${id} is-number` : `column-${id}`);
