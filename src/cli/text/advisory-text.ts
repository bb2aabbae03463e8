import type { ExposureStatus } from '../../domain/advisories/exposure.ts';
import type { Language } from '../../domain/words/language.ts';

export interface AdvisoryText {
  readonly fixedBy: string;
  readonly noFix: string;
  counted(counts: Readonly<Record<ExposureStatus, number>>): string;
  nothingNames(cve: string): string;
  exploited(dueOn: string, byRansomware: boolean): string;
  score(percent: string, percentile: string): string;
  supportBuiltIn(day: string): string;
  readonly quarantined: string;
  listed(advisories: number): string;
}

const vi: AdvisoryText = {
  fixedBy: 'vá bằng',
  noFix: 'chưa có bản vá được nêu',
  counted: (counts) =>
    `${counts.affected} còn thiếu bản vá, ${counts['end-of-life']} hết hạn hỗ trợ, ${counts.unknown} chưa xác định, ${counts.fixed} đã cập nhật, ${counts['not-affected']} không bị ảnh hưởng.`,
  nothingNames: (cve) => `Chưa có tài liệu nào đã nạp nói về ${cve}.`,
  exploited: (dueOn, byRansomware) =>
    `Đang bị khai thác trong thực tế (CISA KEV, hạn ${dueOn})${byRansomware ? ', đã dùng trong tấn công mã hóa tống tiền' : ''}`,
  score: (percent, percentile) => `Khả năng bị khai thác trong 30 ngày (EPSS): ${percent}, cao hơn ${percentile} số lỗ hổng khác`,
  supportBuiltIn: (day) => `Hạn hỗ trợ của hệ điều hành lấy theo dữ liệu kèm phần mềm ngày ${day}; hãy xác nhận với nhà sản xuất.`,
  quarantined: 'Tài liệu bị từ chối',
  listed: (advisories) => `${advisories} thông báo lỗ hổng đã nạp.`,
};

const en: AdvisoryText = {
  fixedBy: 'fixed by',
  noFix: 'no fix is named',
  counted: (counts) =>
    `${counts.affected} affected, ${counts['end-of-life']} out of support, ${counts.unknown} unknown, ${counts.fixed} fixed, ${counts['not-affected']} not affected.`,
  nothingNames: (cve) => `No imported document speaks of ${cve}.`,
  exploited: (dueOn, byRansomware) => `Exploited in the wild (CISA KEV, due ${dueOn})${byRansomware ? ', used by ransomware' : ''}`,
  score: (percent, percentile) => `Likelihood of exploitation within 30 days (EPSS): ${percent}, above ${percentile} of all others`,
  supportBuiltIn: (day) => `That the system is out of support is according to built-in data of ${day}; confirm it with the vendor.`,
  quarantined: 'Refused documents',
  listed: (advisories) => `${advisories} advisories imported.`,
};

const catalogues: Readonly<Record<Language, AdvisoryText>> = { vi, en };
export const advisoryText = (language: Language): AdvisoryText => catalogues[language];
