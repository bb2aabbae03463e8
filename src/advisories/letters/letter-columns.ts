/** What the columns of a list of letters can be; names as people write them, without regard to case and marks. */
const names = {
  number: [
    'so',
    'so cong van',
    'so van ban',
    'so hieu',
    'so canh bao',
    'so/ky hieu',
    'cong van',
    'number',
    'no',
    'no.',
    'letter',
    'letter number',
    'reference',
  ],
  date: ['ngay', 'ngay ban hanh', 'ngay cong van', 'ngay van ban', 'ngay canh bao', 'date', 'issued', 'issued on', 'date issued'],
  cve: ['cve', 'ma cve', 'cve id', 'ma lo hong', 'lo hong', 'cves', 'vulnerability'],
  group: ['nhom', 'muc', 'muc do', 'muc do nghiem trong', 'muc anh huong', 'group', 'level', 'severity', 'impact'],
  vendor: ['hang', 'nha san xuat', 'vendor'],
  product: ['san pham', 'phan mem', 'san pham anh huong', 'product', 'affected product', 'software'],
  deadline: ['thoi han', 'han', 'han xu ly', 'thoi han xu ly', 'thoi han khac phuc', 'deadline', 'due', 'due date'],
  fixedVersion: [
    'phien ban va',
    'phien ban khac phuc',
    'phien ban da va',
    'ban va',
    'fixed version',
    'fixed',
    'fixed in',
    'patched version',
  ],
  kb: ['kb', 'ma kb', 'ma ban va', 'update', 'updates'],
  title: ['tieu de', 'trich yeu', 'noi dung', 'title', 'subject', 'summary'],
} as const;

export type LetterColumn = keyof typeof names;

/** Where each column stands; null where letters or their CVEs are not among them, or one of them stands twice. */
export function letterColumns(header: readonly string[]): ReadonlyMap<LetterColumn, number> | null {
  const found = new Map<LetterColumn, number>();
  for (const [index, cell] of header.entries()) {
    const column = columnOf(cell);
    if (column === null) continue;
    if (found.has(column)) return null;
    found.set(column, index);
  }
  return found.has('number') && found.has('cve') ? found : null;
}

const columns: ReadonlyMap<string, LetterColumn> = new Map(
  (['number', 'date', 'cve', 'group', 'vendor', 'product', 'deadline', 'fixedVersion', 'kb', 'title'] as const).flatMap((column) =>
    names[column].map((name): [string, LetterColumn] => [name, column]),
  ),
);

const columnOf = (cell: string): LetterColumn | null => columns.get(withoutMarks(cell)) ?? null;

/** `Sản phẩm` as `san pham`: some tables are written without marks. */
const withoutMarks = (text: string): string =>
  text
    .slice(0, 100)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, ' ')
    .trim();
