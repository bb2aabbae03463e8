import { z } from 'zod';
import type { Unreadable } from '../../domain/coverage.ts';
import type { HostFiles } from '../../platform/host.ts';
import { childAt, parseXml } from '../windows-tasks/xml-tree.ts';

const volumeFolder = 'C:\\System Volume Information';
/** Each shadow copy is a file of this name, after an identifier of its own (libvshadow, "Volume Shadow Snapshot format"). */
const shadowCopy = /^\{[0-9a-f-]{36}\}\{3808876b-c176-4e48-b7ae-04046e6cc752\}$/i;
/** Where Windows Server Backup and wbadmin keep the list of their backups. */
const catalogueFolder = `${volumeFolder}\\WindowsImageBackup\\Catalog`;
const recoveryEnvironment = 'C:\\Windows\\System32\\Recovery\\ReAgent.xml';
export const recoveryPlaces = { stores: [volumeFolder, catalogueFolder], environment: recoveryEnvironment } as const;

export const recoveryThing = z.strictObject({
  kind: z.enum(['backup-store', 'recovery-setting']),
  key: z.string(),
  state: z.record(z.string(), z.union([z.string(), z.boolean()])),
});
type RecoveryThing = z.infer<typeof recoveryThing>;

/**
 * What the system drive can be put back from, as far as files tell: whether there are shadow copies, which come and go one by one;
 * whether there is a list of backups; whether the recovery environment is enabled. Only LocalSystem may look at the first two.
 */
export function recoveryFiles(files: HostFiles): { readonly things: readonly RecoveryThing[]; readonly unreadable: readonly Unreadable[] } {
  const unreadable: Unreadable[] = [];
  const there = (folder: string, matters: (name: string) => boolean): boolean => {
    const listed = files.list(folder);
    if (listed.status === 'unreadable') unreadable.push({ subject: folder, reason: listed.reason });
    return listed.status === 'read' && listed.value.some(({ name }) => matters(name));
  };
  const stores = [
    { key: `${volumeFolder}\\shadow copies`, isThere: there(volumeFolder, (name) => shadowCopy.test(name)) },
    { key: catalogueFolder, isThere: there(catalogueFolder, () => true) },
  ];
  const kept = stores.filter(({ isThere }) => isThere);
  return {
    things: [
      ...kept.map(({ key }): RecoveryThing => ({ kind: 'backup-store', key, state: { present: true } })),
      ...environmentThing(files, unreadable),
    ],
    unreadable,
  };
}

function environmentThing(files: HostFiles, unreadable: Unreadable[]): RecoveryThing[] {
  const text = files.readText(recoveryEnvironment, 256 * 1024);
  if (text.status === 'unreadable') unreadable.push({ subject: recoveryEnvironment, reason: text.reason });
  if (text.status !== 'read') return [];
  const state = childAt(parseXml(text.value) ?? undefined, 'InstallState')?.attributes.get('state');
  return [
    { kind: 'recovery-setting', key: recoveryEnvironment, state: { enabled: state === undefined ? 'not understood' : state === '1' } },
  ];
}
