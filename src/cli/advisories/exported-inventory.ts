import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import { inventory as inventorySchema } from '../../contracts/inventory.ts';
import type { Inventory } from '../../domain/inventory/inventory.ts';
import { importCycloneDx } from '../../inventory/cyclonedx/import-bom.ts';

const mostInventoryBytes = 64 * 1024 * 1024;

/** An inventory that was exported as ours or as CycloneDX, told apart by structure. Throws USAGE for anything else. */
export function readExportedInventory(file: string): Inventory {
  const text = textOf(file);
  const json = parseJson(text);
  const parsed = inventorySchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const reading = importCycloneDx(text);
  if (reading.status === 'read') return reading.inventory;
  if (typeof json === 'object' && json !== null && 'bomFormat' in json)
    throw new AppError(
      'USAGE',
      `${file} is a CycloneDX document that cannot be read (${reading.reason}). Export it again as CycloneDX 1.6.`,
    );
  throw new AppError(
    'USAGE',
    `${file} is no inventory. Make one with "wardwatch inventory export --json" or "--cyclonedx" on the machine in question.`,
  );
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > mostInventoryBytes) throw new AppError('USAGE', `${file} is larger than any inventory (64 MB).`);
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('USAGE', `${file} cannot be read (${systemErrorCode(thrown) ?? 'unknown'}).`, { cause: thrown });
  }
}
