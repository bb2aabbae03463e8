import type { ExposureStatus, ExposureUnknown } from '../advisories/exposure.ts';
import type { Language } from './language.ts';

/** What a vulnerability means for a machine, in words; unknown always comes with its reason. */
export interface ExposureWords {
  readonly status: Readonly<Record<ExposureStatus, string>>;
  readonly reason: Readonly<Record<ExposureUnknown, string>>;
  /** Before a product of which nothing was found. */
  readonly notFound: string;
}

const vi: ExposureWords = {
  status: {
    affected: 'còn thiếu bản vá',
    'end-of-life': 'hết hạn hỗ trợ, không còn bản vá',
    unknown: 'chưa xác định',
    fixed: 'đã cập nhật',
    'not-affected': 'không bị ảnh hưởng',
  },
  reason: {
    'inventory-missing': 'không đọc được danh mục phần mềm',
    'system-unknown': 'không xác định được hệ điều hành',
    'version-missing': 'không biết phiên bản đang cài',
    'version-unreadable': 'không hiểu được số phiên bản',
    'updates-missing': 'không đọc được các bản cập nhật đã cài',
    'under-investigation': 'nhà sản xuất còn đang xác minh',
    'no-advisory': 'chưa có tài liệu nào đã nạp nói về lỗ hổng này',
    'vendor-unsure': 'trùng tên nhưng không rõ nhà sản xuất',
    'distribution-version': 'gói của bản phân phối, chỉ thông báo của bản phân phối mới kết luận được',
    'updates-newer-than-data': 'máy có bản cập nhật mới hơn dữ liệu đã nạp',
    'release-not-covered': 'nguồn dữ liệu không bao gồm phiên bản hệ điều hành này',
    'update-not-placed': 'không rõ bản dựng của máy đã gồm bản cập nhật này hay chưa',
    'no-fix-named': 'tài liệu không nêu bản vá',
  },
  notFound: 'không tìm thấy trên máy:',
};

const en: ExposureWords = {
  status: {
    affected: 'affected',
    'end-of-life': 'out of support, no fix will come',
    unknown: 'unknown',
    fixed: 'fixed',
    'not-affected': 'not affected',
  },
  reason: {
    'inventory-missing': 'the list of software could not be read',
    'system-unknown': 'the operating system could not be told',
    'version-missing': 'the installed version is not known',
    'version-unreadable': 'a version number could not be understood',
    'updates-missing': 'the installed updates could not be read',
    'under-investigation': 'the vendor is still investigating',
    'no-advisory': 'no imported document speaks of it',
    'vendor-unsure': 'the same name, but the vendor is not known',
    'distribution-version': 'a package of a distribution: only the distribution’s own advisories can tell',
    'updates-newer-than-data': 'the machine has updates newer than the imported data',
    'release-not-covered': 'the source does not cover this release of the system',
    'update-not-placed': 'it cannot be told whether the build of the machine holds the update',
    'no-fix-named': 'the document names no fix',
  },
  notFound: 'not found on this machine:',
};

const catalogues: Readonly<Record<Language, ExposureWords>> = { vi, en };
export const exposureWords = (language: Language): ExposureWords => catalogues[language];
