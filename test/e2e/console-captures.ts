import { captureLanguages } from '../unit/inventory/windows-capture/capture-languages.ts';
import { encoded, madeBlocks, madeSysteminfo } from '../unit/inventory/windows-capture/capture-maker.ts';

export interface CaptureFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What a person saved on a Windows 7 that drives an analyser: `systeminfo` of the console's code page, `wmic` in UTF-16. */
export function capturesOf(hostname: string): { readonly systeminfo: CaptureFile; readonly qfe: CaptureFile } {
  const lines = madeSysteminfo(captureLanguages.vi, {
    hostname,
    osName: 'Microsoft Windows 7 Professional ',
    version: '6.1.7601 Service Pack 1 Build 7601',
    type: 'X86-based PC',
    installed: '26/03/2014, 15:51:30',
    boot: '04/05/2021, 08:00:00',
    biosDate: '06/07/2012',
    hotfixes: ['KB2534111', 'KB976902'],
  });
  const updates = madeBlocks(hostname, ['KB4474419', 'KB976902']);
  return {
    systeminfo: { name: 'systeminfo.txt', mimeType: 'text/plain', buffer: encoded(`${lines.join('\r\n')}\r\n`, 'windows1258') },
    qfe: { name: 'qfe.txt', mimeType: 'text/plain', buffer: encoded(`${updates.join('\r\r\n')}\r\r\n`, 'utf16le-bom') },
  };
}
