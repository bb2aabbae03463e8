import { osVersion, type SysteminfoField, type SysteminfoOutput } from './systeminfo-field.ts';

/** The rows of `systeminfo /fo csv`: the same fields in the same order, lists within one cell: `2 Hotfix(s) Installed.,[01]: KB1,[02]: KB2`. */
export const systeminfoRows = (rows: readonly (readonly string[])[], endsOpen: boolean): SysteminfoOutput[] =>
  rows.flatMap((row, index) => {
    const versionAt = row.findIndex((cell) => osVersion(cell.trim()) !== null);
    return versionAt === -1 ? [] : [{ fields: row.map(fieldOfCell), versionAt, endsOpen: endsOpen && index === rows.length - 1 }];
  });

function fieldOfCell(cell: string): SysteminfoField {
  const [value = '', ...entries] = cell.split(/,\s*(?=\[\d{1,4}\](?::|$)|\[\d{0,4}$)/);
  return {
    value: value.trim(),
    entries: entries.map((entry) => /^\[\d{1,4}\]:(.*)$/su.exec(entry)?.[1]?.trim() ?? null),
    // Lines of a network card stand behind its name, each after a comma and blanks.
    isNested: entries.some((entry) => /,\s{2,}\S/.test(entry)),
  };
}
