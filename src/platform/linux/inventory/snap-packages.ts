import { z } from 'zod';
import { parseJson } from '../../../base/parse-json.ts';
import type { Unreadable } from '../../../domain/coverage.ts';
import type { SoftwareItem } from '../../../domain/inventory/inventory.ts';
import type { HostFiles, Partly } from '../../host.ts';

const stateFile = '/var/lib/snapd/state.json';
const mounts = ['/snap', '/var/lib/snapd/snap'];
const mostSnaps = 1000;

// What of snapd's state says which revision of each snap is in use.
const snapState = z.looseObject({ current: z.string().regex(/^x?\d+$/) });
const state = z.looseObject({ data: z.looseObject({ snaps: z.record(z.string(), z.unknown()).optional() }) });
const snapYaml = z.looseObject({ version: z.string().optional(), architectures: z.array(z.unknown()).optional() });

interface Snap {
  readonly name: string;
  readonly revision: string;
}

/**
 * Snaps in use. Their names are in snapd's state, which only root may read, or else in the folder that they are mounted in; a version
 * is in the snap alone and null where it is not mounted.
 */
export async function readSnapPackages(files: HostFiles): Promise<Partly<readonly SoftwareItem[]>> {
  const text = files.readText(stateFile, 64 * 1024 * 1024);
  if (text.status === 'absent') return { value: [], unreadable: [] };
  const listed = text.status === 'read' ? snapsOfState(text.value) : null;
  const snaps = listed ?? mountedSnaps(files);
  if (snaps === null) return { value: [], unreadable: [{ subject: stateFile, reason: reasonOf(text) }] };
  if (snaps.length === 0) return { value: [], unreadable: [] };
  const { parse } = await import('yaml');
  // Of every scalar the text as it stands: as a number, version 1.10 would be 1.1.
  const parseTexts = (yaml: string): unknown => parse(yaml, { schema: 'failsafe' });
  const unreadable: Unreadable[] = snaps.length > mostSnaps ? [{ subject: stateFile, reason: 'TOO_MANY' }] : [];
  return { value: snaps.slice(0, mostSnaps).map((snap) => itemOf(files, snap, parseTexts)), unreadable };
}

const reasonOf = (reading: { readonly status: string; readonly reason?: string }): string => reading.reason ?? 'OUTPUT_NOT_UNDERSTOOD';

function snapsOfState(text: string): Snap[] | null {
  const parsed = state.safeParse(parseJson(text));
  if (!parsed.success) return null;
  return Object.entries(parsed.data.data.snaps ?? {}).flatMap(([name, found]) => {
    const snap = snapState.safeParse(found);
    if (!snap.success || !isSnapName(name)) return [];
    return [{ name, revision: snap.data.current }];
  });
}

// Review of snap names: lower case letters, digits, dashes; instances after an underscore.
const isSnapName = (name: string): boolean => /^[a-z0-9-]{1,40}(_[a-z0-9]{1,10})?$/.test(name);

function mountedSnaps(files: HostFiles): Snap[] | null {
  const folders = mounts.map((mount) => files.list(mount)).find(({ status }) => status === 'read');
  if (folders?.status !== 'read') return null;
  return folders.value.flatMap(({ name, type }) =>
    type === 'folder' && name !== 'bin' && isSnapName(name) ? [{ name, revision: 'current' }] : [],
  );
}

function itemOf(files: HostFiles, { name, revision }: Snap, parse: (text: string) => unknown): SoftwareItem {
  const text = mounts
    .map((mount) => files.readText(`${mount}/${name}/${revision}/meta/snap.yaml`, 256 * 1024))
    .find(({ status }) => status === 'read');
  const meta = text?.status === 'read' ? readYaml(text.value, parse) : null;
  const [arch] = meta?.architectures ?? [];
  return {
    manager: 'snap',
    name,
    version: meta?.version ?? null,
    arch: typeof arch === 'string' && arch !== 'all' ? arch : '',
  };
}

function readYaml(text: string, parse: (text: string) => unknown): z.infer<typeof snapYaml> | null {
  try {
    const parsed = snapYaml.safeParse(parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
