import type { CaptureLine } from './capture-lines.ts';
import { osVersion, type SysteminfoField, type SysteminfoOutput } from './systeminfo-field.ts';

/** Outputs of `systeminfo` and `systeminfo /fo list` in a text, one per version line. */
export function systeminfoLists(lines: readonly CaptureLine[], endsOpen: boolean): SysteminfoOutput[] {
  const anchors = lines.flatMap((line, index) => (osVersion(valueOf(line.text)) ? [index] : []));
  return anchors.map((anchor, index) => {
    const indent = lines[anchor]?.indent ?? 0;
    const next = anchors[index + 1];
    const before = lines.slice(Math.max((anchors[index - 1] ?? -1) + 1, anchor - 2), anchor).filter((line) => line.indent <= indent);
    // The two lines before a version are the next machine's name and the name of its system.
    const after = lines.slice(anchor, next === undefined ? undefined : Math.max(next - 2, anchor + 1));
    return { fields: fieldsOf([...before, ...after], indent), versionAt: before.length, endsOpen: endsOpen && next === undefined };
  });
}

/** Labels end at the first colon, before blanks; languages with wide characters may have a wide one. */
const valueOf = (text: string): string => /^[^:：]{1,80}[:：]\s*(.*)$/u.exec(text)?.[1] ?? '';

function fieldsOf(lines: readonly CaptureLine[], indent: number): SysteminfoField[] {
  const starts = lines.flatMap((line, index) => (line.indent <= indent ? [index] : []));
  return starts.map((start, index) => field(valueOf(lines[start]?.text ?? ''), lines.slice(start + 1, starts[index + 1])));
}

function field(value: string, more: readonly CaptureLine[]): SysteminfoField {
  const column = more.find((line) => line.text.startsWith('['))?.indent;
  if (column === undefined) return { value, entries: [], isNested: false };
  return {
    value,
    entries: more
      .filter((line) => line.indent === column && /^(?:\[|…|\.\.)/u.test(line.text))
      .map((line) => /^\[\d{1,4}\]:(.*)$/u.exec(line.text)?.[1]?.trim() ?? null),
    isNested: more.some((line) => line.indent > column),
  };
}
