import type { SystemCapture } from './capture.ts';
import { hotfixList } from './hotfix-list.ts';
import { installDate } from './install-date.ts';
import { osVersion, type SysteminfoField, type SysteminfoOutput } from './systeminfo-field.ts';

/** Lines after the version, the same in every Windows since XP and in every language. */
const place = { configuration: 2, productId: 6, installDate: 7, bootTime: 8, systemType: 11, bios: 13 } as const;

/** What an output of systeminfo tells; null where it only looks like one. */
export function readSysteminfo(output: SysteminfoOutput): SystemCapture | null {
  const { fields, versionAt } = output;
  const valueAt = (offset: number): string => fields[versionAt + offset]?.value ?? '';
  const version = osVersion(valueAt(0).trim());
  if (!version) return null;
  const osName = brandName(valueAt(-1));
  const arch = systemType(fields, versionAt);
  const productIdAt = [place.productId, place.productId - 1].find((offset) => isProductId(valueAt(offset)));
  if (osName === null && arch === null && productIdAt === undefined) return null;
  const installAt = productIdAt === undefined ? place.installDate : productIdAt + 1;
  return {
    ...version,
    osName,
    arch,
    hostname: hostName(valueAt(-2)),
    kind: configuredKind(valueAt(place.configuration)),
    installedAt: installDate(valueAt(installAt), [valueAt(place.bootTime), valueAt(place.bios)]),
    updates: hotfixList(output),
  };
}

/** `Windows` stays in every language; another line than the name has come in its place where it is missing. */
const brandName = (value: string): string | null => (/windows|hyper-v server/i.test(value) ? value.trim() : null);

const hostName = (value: string): string | null => (/^[^\s\\/:*?"<>|,.]{1,63}$/u.test(value.trim()) ? value.trim() : null);

/** `00330-80000-00000-AA603`, `76487-640-8935532-23414`. */
const isProductId = (value: string): boolean => /^\d{5}-(?:\d{5}-\d{5}-[A-Z0-9]{5}|[A-Z0-9]{3}-\d{7}-\d{5})$/.test(value.trim());

/** The line before the first list, the processors; by its place where the output is cut before them. */
function systemType(fields: readonly SysteminfoField[], versionAt: number): SystemCapture['arch'] {
  const processorsAt = fields.findIndex(({ entries }, index) => index > versionAt && entries.length > 0);
  const value = fields[processorsAt === -1 ? versionAt + place.systemType : processorsAt - 1]?.value ?? '';
  const token = /(?<![a-z0-9])(?:x64|x86|arm64)(?![a-z0-9])/i.exec(value)?.[0].toLowerCase();
  return value.length <= 60 && (token === 'x64' || token === 'x86' || token === 'arm64') ? token : null;
}

function configuredKind(value: string): SystemCapture['kind'] {
  const [isServer, isWorkstation] = [/\bserver\b/i.test(value), /\bworkstation\b/i.test(value)];
  if (isServer === isWorkstation) return null;
  return isServer ? 'server' : 'client';
}
