import type { SoftwareItem } from '../../../domain/inventory/inventory.ts';
import type { Unreadable } from '../../../domain/coverage.ts';
import type { HostFiles, Partly } from '../../host.ts';

const ofSystem = '/var/lib/flatpak';
const mostItems = 2000;

/**
 * Flatpak applications and runtimes of the machine and of the people whose `homes` are given. The deployed folder's path names them:
 * `app/<id>/<arch>/<branch>/active`; the version of an application is in its AppStream file, that of a runtime is its branch.
 */
export function readFlatpakPackages(files: HostFiles, homes: readonly string[]): Partly<readonly SoftwareItem[]> {
  const unreadable: Unreadable[] = [];
  const names = (path: string): string[] => {
    const found = files.list(path);
    if (found.status === 'unreadable') unreadable.push({ subject: path, reason: found.reason });
    return found.status === 'read' ? found.value.flatMap(({ name, type }) => (type === 'folder' ? [name] : [])) : [];
  };
  const value: SoftwareItem[] = [];
  for (const installation of [ofSystem, ...homes.map((home) => `${home}/.local/share/flatpak`)])
    for (const kind of ['app', 'runtime'] as const)
      for (const { name, arch, branch, folder } of deployed(`${installation}/${kind}`, names)) {
        if (value.length >= mostItems) return { value, unreadable: [...unreadable, { subject: ofSystem, reason: 'TOO_MANY' }] };
        const version = kind === 'app' ? appVersion(files, name, folder) : branch;
        if (isDeployed(files, folder)) value.push({ manager: 'flatpak', name, version, arch });
      }
  return { value, unreadable };
}

interface Deployed {
  readonly name: string;
  readonly arch: string;
  readonly branch: string;
  readonly folder: string;
}

function deployed(root: string, names: (path: string) => string[]): Deployed[] {
  // Translations of a runtime come as runtimes of their own and hold no program.
  const ids = names(root).filter((id) => id.includes('.') && !id.endsWith('.Locale'));
  return ids.flatMap((name) =>
    names(`${root}/${name}`).flatMap((arch) =>
      names(`${root}/${name}/${arch}`).map((branch) => ({ name, arch, branch, folder: `${root}/${name}/${arch}/${branch}/active` })),
    ),
  );
}

const isDeployed = (files: HostFiles, folder: string): boolean => files.readText(`${folder}/metadata`).status === 'read';

/** Of the first release that the AppStream file lists, which is the newest (AppStream, "Releases"). */
function appVersion(files: HostFiles, id: string, folder: string): string | null {
  const share = `${folder}/files/share`;
  const places = [`${share}/metainfo/${id}.metainfo.xml`, `${share}/metainfo/${id}.appdata.xml`, `${share}/appdata/${id}.appdata.xml`];
  for (const place of places) {
    const text = files.readText(place, 1024 * 1024);
    const version = text.status === 'read' ? /<release\b[^>]*?\bversion="([^"]{1,200})"/.exec(text.value)?.[1] : undefined;
    if (version !== undefined) return version;
  }
  return null;
}
