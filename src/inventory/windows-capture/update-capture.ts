import type { CaptureLine } from './capture-lines.ts';
import type { UpdateCapture } from './capture.ts';
import { hotfixOf, updateList } from './hotfix.ts';
import { updateBlocks } from './update-blocks.ts';
import { updateJson } from './update-json.ts';
import { updateRows } from './update-rows.ts';
import { updateTable } from './update-table.ts';

/** What a text tells of installed updates: `wmic qfe` in any format, or what PowerShell makes of `Get-HotFix`. Null where it is none of those. */
export function readUpdates(text: string, lines: readonly CaptureLine[], endsOpen: boolean): UpdateCapture | null {
  const found = [updateJson(text), updateBlocks(lines), updateRows(lines), updateTable(lines)].filter((one) => one !== null);
  if (found.length === 0) return null;
  const hotfixes = found.flatMap(({ hotFixIds }) => hotFixIds).map(hotfixOf);
  return { ...updateList(hotfixes, endsOpen), hostnames: [...new Set(found.flatMap(({ hostnames }) => hostnames))] };
}
