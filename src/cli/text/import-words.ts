import type { ImportProgress, ImportResult } from '../../advisories/import-advisories.ts';
import type { Language } from '../../domain/words/language.ts';

interface ImportWords {
  progress(progress: ImportProgress): string;
  quarantined(source: string, reason: string): string;
  unreadable(source: string, reason: string): string;
  summary(result: ImportResult): string;
  accepted(format: string): string;
  refused(reason: string): string;
}

const vi: ImportWords = {
  progress: ({ imported, unchanged, quarantined }) => `đã đọc ${imported + unchanged + quarantined} tài liệu…`,
  quarantined: (source, reason) => `bị từ chối, không nhập: ${source}: ${reason}`,
  unreadable: (source, reason) => `không đọc được: ${source}: ${reason}`,
  summary: ({ imported, unchanged, quarantined, unreadable }) =>
    `Đã nhập ${imported} tài liệu, không đổi ${unchanged}, bị từ chối ${quarantined.length}, không đọc được ${unreadable.length}.`,
  accepted: (format) => `Tài liệu hợp lệ, định dạng ${format}.`,
  refused: (reason) => `Tài liệu bị từ chối: ${reason}`,
};

const en: ImportWords = {
  progress: ({ imported, unchanged, quarantined }) => `${imported + unchanged + quarantined} documents read…`,
  quarantined: (source, reason) => `refused, not imported: ${source}: ${reason}`,
  unreadable: (source, reason) => `could not be read: ${source}: ${reason}`,
  summary: ({ imported, unchanged, quarantined, unreadable }) =>
    `Imported ${imported} documents, ${unchanged} unchanged, ${quarantined.length} refused, ${unreadable.length} could not be read.`,
  accepted: (format) => `The document is accepted, as ${format}.`,
  refused: (reason) => `The document is refused: ${reason}`,
};

const catalogues: Readonly<Record<Language, ImportWords>> = { vi, en };
export const importWords = (language: Language): ImportWords => catalogues[language];
