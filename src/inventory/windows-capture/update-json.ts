import { z } from 'zod';
import type { UpdateProperties } from './update-properties.ts';

/** An object of the class has dozens of properties more. */
const update = z.object({
  HotFixID: z.string().max(200),
  CSName: z.string().max(300).nullish(),
  PSComputerName: z.string().max(300).nullish(),
});
const updates = z.union([z.array(update).max(20_000), update.transform((one) => [one])]);

/** `Get-HotFix | ConvertTo-Json`: a list, or one object where there is one update. Null where it is not that. */
export function updateJson(text: string): UpdateProperties | null {
  const start = text.trimStart();
  if (!/^[[{]/.test(start) || !/"HotFixID"/.test(start)) return null;
  const parsed = updates.safeParse(jsonOf(start));
  if (!parsed.success) return null;
  return {
    hotFixIds: parsed.data.map(({ HotFixID }) => HotFixID),
    hostnames: parsed.data.flatMap(({ CSName, PSComputerName }) => [CSName ?? PSComputerName ?? '']).filter((hostname) => hostname !== ''),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
