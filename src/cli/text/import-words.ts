import type { ImportProgress, ImportResult } from '../../advisories/import-advisories.ts';
import type { Language } from '../../domain/words/language.ts';
import { reasonText } from './import-reasons.ts';

interface ImportWords {
  progress(progress: ImportProgress): string;
  quarantined(source: string, reason: string): string;
  unreadable(source: string, reason: string): string;
  skipped(source: string): string;
  lowerCase(source: string, count: number): string;
  summary(result: ImportResult): string;
  accepted(format: string): string;
  refused(reason: string): string;
}

const vi: ImportWords = {
  progress: ({ imported, unchanged, quarantined }) => `đã đọc ${imported + unchanged + quarantined} tài liệu…`,
  quarantined: (source, reason) => `bị từ chối, không nhập: ${source}: ${reasonText('vi', reason)}`,
  unreadable: (source, reason) => `không đọc được: ${source}: ${reasonText('vi', reason)}`,
  skipped: (source) => `bỏ qua, không phải tài liệu lỗ hổng: ${source}`,
  lowerCase: (source, count) => `đã đổi ${count} mã CVE sang chữ hoa: ${source}`,
  summary: ({ imported, unchanged, quarantined, unreadable, skipped }) =>
    `Đã nhập ${imported} tài liệu, không đổi ${unchanged}, bị từ chối ${quarantined.length}, không đọc được ${unreadable.length}${skipped.length === 0 ? '' : `, bỏ qua ${skipped.length} tệp không phải tài liệu`}.`,
  accepted: (format) => `Tài liệu hợp lệ, định dạng ${format}.`,
  refused: (reason) => `Tài liệu bị từ chối: ${reasonText('vi', reason)}`,
};

const en: ImportWords = {
  progress: ({ imported, unchanged, quarantined }) => `${imported + unchanged + quarantined} documents read…`,
  quarantined: (source, reason) => `refused, not imported: ${source}: ${reason}`,
  unreadable: (source, reason) => `could not be read: ${source}: ${reason}`,
  skipped: (source) => `skipped, no document: ${source}`,
  lowerCase: (source, count) => `${count} CVE ids put into upper case: ${source}`,
  summary: ({ imported, unchanged, quarantined, unreadable, skipped }) =>
    `Imported ${imported} documents, ${unchanged} unchanged, ${quarantined.length} refused, ${unreadable.length} could not be read${skipped.length === 0 ? '' : `, ${skipped.length} files skipped that are no documents`}.`,
  accepted: (format) => `The document is accepted, as ${format}.`,
  refused: (reason) => `The document is refused: ${reason}`,
};

const catalogues: Readonly<Record<Language, ImportWords>> = { vi, en };
export const importWords = (language: Language): ImportWords => catalogues[language];
