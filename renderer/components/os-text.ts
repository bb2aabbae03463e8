import type { Endpoint } from '../../src/contracts/http-api.ts';

const families: Readonly<Record<Endpoint['os'], string>> = { linux: 'Linux', win32: 'Windows', darwin: 'macOS' };

/** The system by its own name, or by its family before the first report. */
export function osText({ os, osName, osVersion }: Pick<Endpoint, 'os' | 'osName' | 'osVersion'>): string {
  if (osName === '') return families[os];
  return osVersion === '' || osName.includes(osVersion) ? osName : `${osName} ${osVersion}`;
}
