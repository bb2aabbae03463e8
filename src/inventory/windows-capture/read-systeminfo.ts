import type { SystemCapture } from './capture.ts';
import { hotfixList } from './hotfix-list.ts';
import { installDate, isWrittenDate } from './install-date.ts';
import { osVersion, type SysteminfoOutput } from './systeminfo-field.ts';

/** Lines after the version, the same in every Windows since XP and in every language. People leave lines out that name them. */
const place = { configuration: 2, productId: 6, systemType: 11, processors: 12 } as const;

/** What an output of systeminfo tells; null where it only looks like one. */
export function readSysteminfo(output: SysteminfoOutput): SystemCapture | null {
  const { fields, versionAt } = output;
  const values = fields.map(({ value }) => value.trim());
  const version = osVersion(values[versionAt] ?? '');
  if (!version) return null;
  const listAt = fields.findIndex(({ entries }, index) => index > versionAt && entries.length > 0);
  const processorsAt = listAt === -1 ? null : listAt - versionAt;
  const after = values.slice(versionAt, versionAt + (processorsAt ?? place.processors));
  const osName = brandName(values[versionAt - 1] ?? '');
  const arch = systemType(after, processorsAt);
  const productIdAt = after.findIndex(isProductId);
  if (osName === null && arch === null && productIdAt === -1) return null;
  // Dates of the start and, right after the processors, of the BIOS are written the same way.
  const upToBios = versionAt + (processorsAt ?? place.processors) + 2;
  const dateAt = installDateAt(after, productIdAt, processorsAt);
  return {
    ...version,
    osName,
    arch,
    hostname: hostName(values[versionAt - 2] ?? ''),
    kind: configuredKind(after[place.configuration] ?? ''),
    installedAt: dateAt === null ? null : installDate(after[dateAt] ?? '', values.slice(versionAt + dateAt + 1, upToBios)),
    updates: hotfixList(output),
  };
}

/** `Windows` stays in every language; another line than the name has come in its place where it is missing. */
const brandName = (value: string): string | null => (value.length <= 120 && /windows|hyper-v server/i.test(value) ? value : null);

const hostName = (value: string): string | null => (/^[^\s\\/:*?"<>|,.]{1,63}$/u.test(value) ? value : null);

/** `00330-80000-00000-AA603`, `76487-640-8935532-23414`. */
const isProductId = (value: string): boolean => /^\d{5}-(?:\d{5}-\d{5}-[A-Z0-9]{5}|[A-Z0-9]{3}-\d{7}-\d{5})$/.test(value);

/** The line before the processors; where lines are left out, the only one that starts or ends as a type does. Names of models are free. */
function systemType(after: readonly string[], processorsAt: number | null): SystemCapture['arch'] {
  const isInPlace = processorsAt === null || processorsAt === place.processors;
  const inPlace = isInPlace ? /(?<![a-z0-9])(?:x64|x86|arm64)(?![a-z0-9])/i.exec(after[place.systemType]?.slice(0, 60) ?? '') : null;
  const shaped = after.flatMap((value) => /^(?:x64|x86|arm64)(?![a-z0-9])|(?<![a-z0-9])(?:x64|x86|arm64)$/i.exec(value.slice(0, 60)) ?? []);
  const token = (inPlace?.[0] ?? (processorsAt !== null && shaped.length === 1 ? shaped[0] : undefined))?.toLowerCase();
  return token === 'x64' || token === 'x86' || token === 'arm64' ? token : null;
}

const isStart = (value: string): boolean => isWrittenDate(value) || /^\d+ \S+, \d+ \S+, \d+ \S+, \d+ /u.test(value);

/** The date before that of the start, or before the time since the start (Windows XP); by its place where nothing is left out. */
function installDateAt(after: readonly string[], productIdAt: number, processorsAt: number | null): number | null {
  const pairAt = after.findIndex((value, index) => index > 0 && isWrittenDate(value) && isStart(after[index + 1] ?? ''));
  if (pairAt !== -1) return pairAt;
  return productIdAt === place.productId && processorsAt === place.processors ? productIdAt + 1 : null;
}

function configuredKind(value: string): SystemCapture['kind'] {
  const [isServer, isWorkstation] = [/\bserver\b/i.test(value), /\bworkstation\b/i.test(value)];
  if (isServer === isWorkstation) return null;
  return isServer ? 'server' : 'client';
}
