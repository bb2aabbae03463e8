/** Sections of a file of `[section]` and `key=value`, as yum, dnf and zypper write their repositories and modules. Later values count. */
export function parseSettings(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let current: Map<string, string> | null = null;
  for (const line of text.split(/\r?\n/)) {
    const [, section] = /^\[([^\]]+)\]\s*$/.exec(line) ?? [];
    if (section !== undefined) {
      current = sections.get(section) ?? new Map();
      sections.set(section, current);
      continue;
    }
    const [, key, value = ''] = /^([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined) current?.set(key.toLowerCase(), value);
  }
  return sections;
}
