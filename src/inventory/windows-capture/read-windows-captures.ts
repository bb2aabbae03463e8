import { type CaptureRefusal, maxCaptureBytes, mostCaptureFiles } from '../../domain/inventory/capture.ts';
import { tellWindows } from '../../domain/inventory/windows-system.ts';
import type { CaptureFile, CaptureReading, SystemCapture, UpdateCapture, UpdateList } from './capture.ts';
import { readCaptureFile } from './read-capture-file.ts';

/**
 * One machine from what a person saved on it: output of `systeminfo`, and of `wmic qfe` or `Get-HotFix` beside it. Layout and shapes of
 * values tell what is what, so any language and code page is read. systeminfo tells no revision and no software.
 */
export function readWindowsCaptures(files: readonly CaptureFile[]): CaptureReading {
  if (files.length === 0) return refused({ code: 'no-files' });
  if (files.length > mostCaptureFiles) return refused({ code: 'too-many-files', most: mostCaptureFiles });
  const large = files.find(({ bytes }) => bytes.length > maxCaptureBytes);
  if (large) return refused({ code: 'too-large', file: large.name, maxBytes: maxCaptureBytes });
  const read = files.map((file) => ({ file: file.name, ...readCaptureFile(file.bytes) }));
  const strange = read.find(({ systems, updates }) => systems.length === 0 && updates === null);
  if (strange) return refused({ code: 'not-a-capture', file: strange.file });
  const systems = distinct(read.flatMap(({ file, systems: found }) => found.map((system) => ({ file, system }))));
  const lists = read.flatMap(({ updates }) => (updates === null ? [] : [updates]));
  const hostnames = distinctHosts([...systems.map(({ system }) => system.hostname ?? ''), ...lists.flatMap((list) => list.hostnames)]);
  if (hostnames.length > 1) return refused({ code: 'different-machines', hostnames: hostnames.slice(0, mostCaptureFiles) });
  const [only, ...others] = systems;
  if (!only) return refused({ code: 'system-missing' });
  if (others.length > 0) return refused({ code: 'several-captures', files: [...new Set(systems.map(({ file }) => file))] });
  return machineOf(only.file, only.system, lists, hostnames[0] ?? null, files);
}

const refused = (reason: CaptureRefusal): CaptureReading => ({ status: 'refused', reason });

function machineOf(
  file: string,
  system: SystemCapture,
  lists: readonly UpdateCapture[],
  hostname: string | null,
  files: readonly CaptureFile[],
): CaptureReading {
  const { build, osName, servicePack, kind, arch, installedAt } = system;
  const windows = tellWindows({ name: osName, build, servicePack, kind });
  if (windows.status === 'untold') return refused({ code: 'system-untold', file, why: windows.reason, name: osName, build });
  const { product, version, edition } = windows;
  const updates = joined([...(system.updates ? [system.updates] : []), ...lists]);
  return {
    status: 'read',
    machine: {
      inventory: {
        system: { family: 'windows', product, version, edition, build, revision: null, arch },
        software: null,
        updates: updates?.updates ?? null,
        ...(updates?.isComplete === false && { areUpdatesPartial: true }),
      },
      hostname: system.hostname ?? hostname,
      installedAt,
      areUpdatesComplete: updates?.isComplete ?? false,
      source: files.map(({ name }) => name),
    },
  };
}

/** What any of them lists is installed; all that is installed is known where one of them is whole. */
function joined(lists: readonly UpdateList[]): UpdateList | null {
  if (lists.length === 0) return null;
  return {
    updates: [...new Set(lists.flatMap(({ updates }) => updates))].toSorted(),
    isComplete: lists.some(({ isComplete }) => isComplete),
  };
}

/** The same output given twice, or saved in two encodings, is one. */
function distinct<T extends { readonly system: SystemCapture }>(systems: readonly T[]): readonly T[] {
  return [...new Map(systems.map((one) => [JSON.stringify(one.system), one])).values()];
}

/** Names of machines are compared as NetBIOS does: fifteen characters, without case and without a domain. */
function distinctHosts(hostnames: readonly string[]): readonly string[] {
  const named = hostnames
    .map((hostname) => hostname.slice(0, longestHostname))
    .filter((hostname) => hostname !== '' && !/^(?:\.|localhost|127\..*)$/i.test(hostname));
  return [...new Map(named.toReversed().map((hostname) => [netBiosName(hostname), hostname])).values()].toReversed();
}

/** As DNS has it. */
const longestHostname = 253;

const netBiosName = (hostname: string): string => (hostname.split('.')[0] ?? '').normalize('NFC').toUpperCase().slice(0, 15);
