import type { ThingKind, WatchedThing } from '../../domain/thing.ts';
import type { WalkedFile } from '../walk-files.ts';
import { guardKind } from './guard-units.ts';

export interface UnitFile {
  readonly file: WalkedFile;
  /** Lines that start programs or set the time, such as `ExecStart=…`; at most 20. */
  readonly lines: readonly string[];
}

const activeLine = /^(Exec\w+|On\w+|Unit|User|ListenStream|Path\w+)\s*=/;

/** Pure. What a unit file does, as a person would want to see it. */
export function unitLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => activeLine.test(line))
    .slice(0, 20)
    .map((line) => line.slice(0, 300));
}

const kindOf = (key: string): ThingKind => guardKind(key) ?? (key.endsWith('.timer') ? 'systemd-timer' : 'systemd-service');

/**
 * Pure. One thing per unit and manager, made of its file, its drop-ins and the links that enable it: writing a unit and
 * enabling it is one change, not two. Of a unit that guards the machine, whether it runs is part of it, where `running` tells.
 */
export function unitThings(files: readonly UnitFile[], running: readonly string[] | null): WatchedThing[] {
  const units = new Map<string, UnitFile[]>();
  for (const unit of files) {
    const name = unitName(unit.file.path);
    if (name) units.set(name, [...(units.get(name) ?? []), unit]);
  }
  return [...units].map(([key, parts]) => ({
    kind: kindOf(key),
    key,
    state: {
      files: parts.map(
        ({ file }) =>
          `${file.path} ${file.state.digest ?? `→ ${file.state.linkTarget ?? 'special file'}`} ${file.state.mode} ${file.state.uid}`,
      ),
      lines: parts.flatMap(({ lines }) => lines),
      ...(running !== null && guardKind(key) !== null ? { running: running.includes(key) } : {}),
    },
  }));
}

const unitPath = /\/(?:(?<owner>[^/]+\.(?:service|timer|socket|path))\.d\/[^/]+\.conf|(?<unit>[^/]+\.(?:service|timer|socket|path)))$/;

/** The unit that a file is, extends or enables, with its manager when that is not the system's; null for other files. */
function unitName(path: string): string | null {
  const { owner, unit } = unitPath.exec(path)?.groups ?? {};
  const name = owner ?? unit;
  if (!name) return null;
  return /\/user\//.test(path) ? `user/${name}` : name;
}
