import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** What a packaged tray application may never be made to do, whatever variables and arguments it is started with. */
const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: false,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
} as const;

/** Sets the fuses of an unpacked Electron, in its file: to be called once, when a package is made, before it is signed. */
export async function setFuses(executable: string): Promise<void> {
  const wire = await getCurrentFuseWire(executable);
  // An older Electron has fewer of them.
  const knowsFileFuse = FuseV1Options.GrantFileProtocolExtraPrivileges in wire;
  await flipFuses(executable, knowsFileFuse ? { ...fuses, [FuseV1Options.GrantFileProtocolExtraPrivileges]: false } : fuses);
}
