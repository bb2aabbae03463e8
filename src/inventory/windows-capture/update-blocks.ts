import type { CaptureLine } from './capture-lines.ts';
import type { UpdateProperties } from './update-properties.ts';

/** `wmic qfe list full`: `HotFixID=KB5001716`; `Get-HotFix | Format-List`: `HotFixID : KB5001716`. Null where no line is like that. */
export function updateBlocks(lines: readonly CaptureLine[]): UpdateProperties | null {
  const hotFixIds = lines.flatMap(({ text }) => valueOf(text, /^HotFixID\s*[=:](.*)$/iu));
  const hostnames = lines.flatMap(({ text }) => valueOf(text, /^(?:(?:CSName|PSComputerName)\s*[=:]|Source\s+:)(.+)$/iu));
  return hotFixIds.length === 0 ? null : { hotFixIds, hostnames };
}

function valueOf(text: string, property: RegExp): string[] {
  const value = property.exec(text)?.[1];
  return value === undefined ? [] : [value.trim()];
}
