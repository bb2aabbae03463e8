import type { ExposureStatus, ExposureUnknown } from '../../domain/advisories/exposure.ts';
import type { Language } from '../../domain/words/language.ts';

export interface AdvisoryText {
  readonly status: Readonly<Record<ExposureStatus, string>>;
  readonly reason: Readonly<Record<ExposureUnknown, string>>;
  /** `readAt` and age in days of the newest imported document. */
  dataOf(readAt: string, days: number): string;
  readonly noData: string;
  readonly fixedBy: string;
  readonly noFix: string;
  counted(counts: Readonly<Record<ExposureStatus, number>>): string;
  nothingNames(cve: string): string;
  exploited(dueOn: string, byRansomware: boolean): string;
  score(percent: string, percentile: string): string;
  readonly quarantined: string;
  listed(advisories: number): string;
}

const vi: AdvisoryText = {
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
    'no-fix-named': 'tài liệu không nêu bản vá',
  },
  dataOf: (readAt, days) => `Dữ liệu lỗ hổng nạp lần cuối ${readAt} (${days} ngày trước)`,
  noData: 'Chưa nạp dữ liệu lỗ hổng nào, nên chưa kết luận được gì. Nạp bằng "wardwatch advisories import ĐƯỜNG-DẪN".',
  fixedBy: 'vá bằng',
  noFix: 'chưa có bản vá được nêu',
  counted: (counts) =>
    `${counts.affected} còn thiếu bản vá, ${counts['end-of-life']} hết hạn hỗ trợ, ${counts.unknown} chưa xác định, ${counts.fixed} đã cập nhật, ${counts['not-affected']} không bị ảnh hưởng.`,
  nothingNames: (cve) => `Chưa có tài liệu nào đã nạp nói về ${cve}.`,
  exploited: (dueOn, byRansomware) =>
    `Đang bị khai thác trong thực tế (CISA KEV, hạn ${dueOn})${byRansomware ? ', đã dùng trong tấn công mã hóa tống tiền' : ''}`,
  score: (percent, percentile) => `Khả năng bị khai thác trong 30 ngày (EPSS): ${percent}, cao hơn ${percentile} số lỗ hổng khác`,
  quarantined: 'Tài liệu bị từ chối',
  listed: (advisories) => `${advisories} thông báo lỗ hổng đã nạp.`,
};

const en: AdvisoryText = {
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
    'no-fix-named': 'the document names no fix',
  },
  dataOf: (readAt, days) => `Vulnerability data last imported ${readAt} (${days} days ago)`,
  noData: 'No vulnerability data has been imported, so nothing can be concluded. Import it with "wardwatch advisories import PATH".',
  fixedBy: 'fixed by',
  noFix: 'no fix is named',
  counted: (counts) =>
    `${counts.affected} affected, ${counts['end-of-life']} out of support, ${counts.unknown} unknown, ${counts.fixed} fixed, ${counts['not-affected']} not affected.`,
  nothingNames: (cve) => `No imported document speaks of ${cve}.`,
  exploited: (dueOn, byRansomware) => `Exploited in the wild (CISA KEV, due ${dueOn})${byRansomware ? ', used by ransomware' : ''}`,
  score: (percent, percentile) => `Likelihood of exploitation within 30 days (EPSS): ${percent}, above ${percentile} of all others`,
  quarantined: 'Refused documents',
  listed: (advisories) => `${advisories} advisories imported.`,
};

const catalogues: Readonly<Record<Language, AdvisoryText>> = { vi, en };
export const advisoryText = (language: Language): AdvisoryText => catalogues[language];
