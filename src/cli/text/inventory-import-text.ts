import { systemName } from '../../domain/inventory/system-name.ts';
import { captureWords } from '../../domain/words/capture-words.ts';
import type { Language } from '../../domain/words/language.ts';
import type { CapturedMachine } from '../../inventory/windows-capture/capture.ts';

/** A machine that was read, in lines. */
export function importText(
  language: Language,
  { inventory, hostname, installedAt, areUpdatesComplete, source, leftOut = 0 }: CapturedMachine,
): string[] {
  const text = captureWords(language);
  const { updates } = inventory;
  const listed = updates === null ? text.updatesUnknown : updates.length === 0 ? text.noUpdates : `${updates.length}: ${updates.join(' ')}`;
  return [
    `${text.machine}: ${hostname ?? text.unnamed}`,
    `${text.system}: ${systemName(inventory.system)} (${text.build} ${inventory.system.build ?? '?'})`,
    `${text.installed}: ${installedAt ?? text.notTold}`,
    `${text.updates}: ${listed}`,
    ...(updates !== null && !areUpdatesComplete ? [text.updatesIncomplete] : []),
    ...(inventory.software === null ? [] : [text.software(inventory.software.length, leftOut)]),
    `${text.source}: ${source.join(', ')}`,
  ];
}

export const storedText: Readonly<Record<Language, (machine: string, unit: string, isNew: boolean) => string>> = {
  vi: (machine, unit, isNew) =>
    isNew
      ? `Đã lưu máy ${machine} vào ${unit}. Máy được tính trong mọi số liệu, ghi rõ là nhập từ tệp; máy chủ thu thập đang chạy sẽ đối chiếu trong vòng một phút.`
      : `Đã thay dữ liệu của máy ${machine} thuộc ${unit}. Máy chủ thu thập đang chạy sẽ đối chiếu lại trong vòng một phút.`,
  en: (machine, unit, isNew) =>
    isNew
      ? `Stored ${machine} in ${unit}. It counts in every figure, marked as imported; a running collector takes it in within a minute.`
      : `Stored ${machine} of ${unit} anew. A running collector takes that in within a minute.`,
};
