import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Judgement } from '../../../src/domain/judgement.ts';
import type { ScannerId } from '../../../src/domain/scanner-ids.ts';
import { createWindowsHost } from '../../../src/platform/windows/windows-host.ts';
import { scanners } from '../../../src/scanners/registry.ts';
import { scanContext } from '../scan-context.ts';
import { tempFolder } from '../temp-folder.ts';
import { regExe, type RegExeOptions, type RegistryInMemory, wineRegistry } from './registry-in-memory.ts';

export interface WindowsMachine {
  readonly registry: RegistryInMemory;
  /** Writes a file by its Windows path. */
  write(path: string, text: string | Buffer): void;
  /** Where a file of its drive C lies. */
  onDisk(path: string): string;
  scan(scannerId: ScannerId): Promise<Judgement>;
}

/** The real Windows host over a folder and a registry of the test's own. */
export function windowsMachine(options: RegExeOptions = {}): WindowsMachine {
  const drive = tempFolder();
  const registry = wineRegistry();
  const onDisk = (path: string): string => join(drive, path.slice(2).replaceAll('\\', '/'));
  const write: WindowsMachine['write'] = (path, text) => {
    const file = onDisk(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  mkdirSync(join(drive, 'Users', 'root'), { recursive: true });
  write('C:\\Windows\\System32\\drivers\\etc\\hosts', '127.0.0.1 localhost\r\n');
  return {
    registry,
    write,
    onDisk,
    scan: async (scannerId) => {
      const scanner = scanners.find(({ id }) => id === scannerId);
      if (!scanner) throw new Error(`no scanner ${scannerId}`);
      const host = createWindowsHost({ run: regExe(registry, options), drive });
      return scanner.scan(scanContext(host));
    },
  };
}
