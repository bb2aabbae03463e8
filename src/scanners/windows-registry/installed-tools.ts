import { dataText, foldName, type RegistryKey } from '../../domain/registry-key.ts';
import type { WatchedThing } from '../../domain/thing.ts';

/** Tools that let somebody elsewhere work on this machine or reach into its network, by the name they install under. */
const tools =
  /\b(TeamViewer|AnyDesk|UltraViewer|RustDesk|Splashtop|ScreenConnect|ConnectWise|LogMeIn|GoToAssist|GoTo Resolve|Ammyy|Supremo|Radmin|DameWare|RemotePC|Remote Utilities|DWAgent|DWService|Mesh ?Agent|Mesh ?Central|Atera|NinjaRMM|NinjaOne|Action1|Level RMM|Syncro|Pulseway|ZohoAssist|Zoho Assist|ISL (Light|Online)|Getscreen|HopToDesk|AeroAdmin|NetSupport|UltraVNC|TightVNC|RealVNC|TigerVNC|VNC (Server|Connect)|Chrome Remote Desktop|Parsec|NoMachine|ngrok|Tailscale|ZeroTier|cloudflared|Hamachi)\b/i;

/** Pure. One thing per tool and list of installed programs: the machine's, that of its 32-bit programs, each user's. */
export function installedTools(keys: readonly RegistryKey[]): WatchedThing[] {
  const places = new Map<string, string[]>();
  for (const { path, values } of keys.filter((key) => /\\Uninstall\\[^\\]+$/i.test(key.path))) {
    const shown = values.find(({ name }) => foldName(name) === 'displayname')?.data;
    const name = shown ? tools.exec(dataText(shown))?.[0] : undefined;
    if (name === undefined) continue;
    const key = `${path.slice(0, path.lastIndexOf('\\'))}\\${name}`;
    places.set(key, [...(places.get(key) ?? []), path]);
  }
  return [...places].map(([key, found]) => ({ kind: 'remote-access-tool', key, state: { installedAs: found.toSorted() } }));
}
