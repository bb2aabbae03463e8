/** How many subcategories each of the nine categories has on Windows 10 of 2016 and later; 60 of them, as the length of the value says. */
const counts = [5, 11, 14, 3, 6, 6, 6, 4, 5] as const;

/** The value of HKLM\SECURITY\Policy\PolAdtEv, with `set` for subcategories by their place in it: 1 success, 2 failure, 3 both. */
export function auditValue(set: Readonly<Record<number, number>>): Buffer {
  const total = counts.reduce<number>((sum, count) => sum + count, 0);
  const foot = 12 + 2 * total;
  const bytes = Buffer.alloc(foot + 2 * counts.length);
  bytes.writeUInt16LE(1, 0);
  bytes.writeUInt16LE(counts.length, 4);
  bytes.writeUInt16LE(foot, 8);
  for (const [place, value] of Object.entries(set)) bytes.writeUInt16LE(value, 12 + 2 * Number(place));
  for (const [index, count] of counts.entries()) bytes.writeUInt16LE(count, foot + 2 * index);
  return bytes;
}

/** As registry text: its type is none (0). */
export function auditText(bytes: Buffer): string {
  const hex = (bytes.toString('hex').match(/../g) ?? []).join(',');
  return `[HKEY_LOCAL_MACHINE\\SECURITY\\Policy\\PolAdtEv]\n@=hex(0):${hex}\n`;
}
