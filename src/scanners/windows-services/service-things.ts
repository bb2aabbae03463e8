import { createHash } from 'node:crypto';
import { dataText, foldName, type RegistryData, type RegistryKey } from '../../domain/registry-key.ts';
import type { Attributes, ThingKind, WatchedThing } from '../../domain/thing.ts';
import { shownText } from '../windows-registry/shown-data.ts';

export const servicesKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';

/** Bits of a service's Type (winsvc.h). */
const isDriver = 0x1 | 0x2 | 0x4 | 0x8;
const isUserInstance = 0x80;

const startNames: Readonly<Record<number, string>> = { 0: 'boot', 1: 'system', 2: 'automatic', 3: 'on demand', 4: 'disabled' };

/** Windows itself moves these between automatic and on demand, many times a day. */
const restless: ReadonlySet<string> = new Set(['bits', 'trustedinstaller', 'wuauserv', 'usosvc', 'dosvc', 'appxsvc', 'clipsvc']);

/** Services whose end leaves the machine without protection. */
const protecting = /^(windefend|wdnissvc|wdnisdrv|wdfilter|wdboot|sense|securityhealthservice|wscsvc|mssecflt|sysmon(64|drv)?|mpsdrv)$/;

/** Services without which Windows keeps no shadow copies and makes no backups. */
const recovering = /^(vss|swprv|volsnap|wbengine|sdrsvc|fhsvc)$/;

/** Pure. One thing per service and per driver: what it starts, when, as whom and with which rights; nothing that changes by itself. */
export function serviceThings(keys: readonly RegistryKey[]): WatchedThing[] {
  const services = servicesByName(keys);
  return [...services].flatMap(([folded, service]) => {
    const type = numberOf(service.values.get('type'));
    const state = stateOf(folded, service.values, type);
    if (state === null) return [];
    if (type !== null && (type & isUserInstance) !== 0 && isInstanceOf(service, services)) return [];
    return [{ kind: kindOf(folded, type), key: `${servicesKey}\\${stableName(service.name)}`, state }];
  });
}

interface Service {
  readonly name: string;
  /** By `value` or `subkey\value`, folded. */
  readonly values: ReadonlyMap<string, RegistryData>;
}

function servicesByName(keys: readonly RegistryKey[]): ReadonlyMap<string, Service> {
  const services = new Map<string, { readonly name: string; readonly values: Map<string, RegistryData> }>();
  for (const { path, values } of keys) {
    if (!foldName(path).startsWith(`${foldName(servicesKey)}\\`)) continue;
    const [name = '', ...below] = path.slice(servicesKey.length + 1).split('\\');
    const service = services.get(foldName(name)) ?? { name, values: new Map<string, RegistryData>() };
    services.set(foldName(name), service);
    const start = below.map((part) => `${part}\\`).join('');
    for (const value of values) service.values.set(foldName(`${start}${value.name}`), value.data);
  }
  return services;
}

function kindOf(folded: string, type: number | null): ThingKind {
  if (folded === 'eventlog') return 'event-logging-setting';
  if (folded === 'mpssvc' || folded === 'bfe') return 'windows-firewall';
  if (protecting.test(folded)) return 'security-service';
  if (recovering.test(folded)) return 'recovery-setting';
  return type !== null && (type & isDriver) !== 0 ? 'windows-driver' : 'windows-service';
}

/** Null for a key that starts nothing: event sources and performance counters keep their settings here too. */
function stateOf(folded: string, values: Service['values'], type: number | null): Attributes | null {
  const text = (name: string): string | null => {
    const data = values.get(name);
    return data ? shownText(stablePath(dataText(data))) : null;
  };
  const program = text('imagepath');
  const library = text('parameters\\servicedll') ?? text('servicedll');
  if (program === null && library === null && type === null) return null;
  const start = numberOf(values.get('start'));
  const security = values.get('security\\security');
  return {
    displayName: text('displayname'),
    program,
    library,
    start:
      start === null ? null : restless.has(folded) && (start === 2 || start === 3) ? 'not disabled' : (startNames[start] ?? String(start)),
    serviceType: type,
    account: text('objectname'),
    onFailure: text('failurecommand'),
    counters: text('performance\\library'),
    networkProvider: text('networkprovider\\providerpath'),
    callouts: [
      text('directoryserviceextpt'),
      text('lsadbextpt'),
      text('parameters\\calloutdlls'),
      text('parameters\\serverlevelplugindll'),
    ].filter((entry) => entry !== null),
    access: security?.type === 'bytes' ? createHash('sha256').update(security.hex).digest('hex').slice(0, 32) : null,
  };
}

const numberOf = (data: RegistryData | undefined): number | null => (data?.type === 'dword' ? data.number : null);

/** Each signed-in user gets an instance of some services, named after its template and the session, such as `CDPUserSvc_3f2a1`. */
function isInstanceOf({ name, values }: Service, services: ReadonlyMap<string, Service>): boolean {
  const template = services.get(foldName(name.replace(/_[0-9a-f]+$/i, '')));
  const program = values.get('imagepath');
  const own = template?.values.get('imagepath');
  return (
    template !== undefined && template.name !== name && program !== undefined && own !== undefined && dataText(program) === dataText(own)
  );
}

/** Defender names a driver anew with every set of signatures. */
const stableName = (name: string): string => name.replace(/^MpKsl[0-9a-f]{8}$/i, 'MpKsl*');
const stablePath = (path: string): string =>
  path.replace(/(\\Definition Updates\\)\{[0-9a-f-]{36}\}/i, '$1*').replace(/\\MpKsl[0-9a-f]{8}\.sys/i, '\\MpKsl*.sys');
