import type { CveFault } from '../warnings/cve-id.ts';
import type { Effect, LetterDoubt } from '../warnings/letter/reading.ts';
import type { Language } from './language.ts';

/** What is recognised in a letter, and what is doubtful or malformed about it, in words. */
export interface LetterWords {
  readonly doubt: Readonly<Record<LetterDoubt, string>>;
  readonly fault: Readonly<Record<CveFault, string>>;
  readonly effect: Readonly<Record<Effect, string>>;
}

const vi: LetterWords = {
  doubt: {
    'joined-over-line-break': 'ghép qua chỗ xuống dòng',
    'may-go-on-in-next-line': 'dòng sau có thể là phần tiếp của mã',
    several: 'văn bản nêu nhiều giá trị khác nhau',
    'place-unusual': 'không ở vị trí thường thấy',
    'year-missing': 'văn bản không ghi năm',
    'year-short': 'năm chỉ ghi hai chữ số',
    'day-missing': 'chỉ ghi tháng, không ghi ngày',
    'left-blank': 'còn để trống trong văn bản',
    'no-such-day': 'không có ngày này',
    relative: 'tính bằng số ngày, cần tự tính ra ngày',
    'may-be-about-versions': 'có thể nói về phiên bản, không phải hạn',
    'not-stated': 'văn bản không nêu mức',
    'from-score': 'suy từ điểm CVSS',
    'from-title': 'suy từ trích yếu, văn bản không nói riêng về lỗ hổng này',
    'only-possible': 'mới là có thể',
  },
  fault: {
    year: 'sai phần năm',
    number: 'phần số phải có ít nhất 4 chữ số',
    form: 'sai dạng CVE-năm-số',
    shorthand: 'viết tắt, thiếu năm',
  },
  effect: {
    'code-execution': 'thực thi mã từ xa',
    'privilege-escalation': 'nâng cao đặc quyền',
    'security-bypass': 'vượt qua cơ chế bảo vệ',
    spoofing: 'tấn công giả mạo',
    'denial-of-service': 'từ chối dịch vụ',
    'information-leak': 'lộ lọt thông tin',
  },
};

const en: LetterWords = {
  doubt: {
    'joined-over-line-break': 'joined over a line break',
    'may-go-on-in-next-line': 'the next line may go on with it',
    several: 'the text names several',
    'place-unusual': 'not where a letter has it',
    'year-missing': 'the text gives no year',
    'year-short': 'the year has two digits',
    'day-missing': 'a month without a day',
    'left-blank': 'left blank in the text',
    'no-such-day': 'there is no such day',
    relative: 'given in days, work out the date yourself',
    'may-be-about-versions': 'may be about versions and no deadline',
    'not-stated': 'the text gives no impact',
    'from-score': 'from the CVSS score',
    'from-title': 'from the subject, the text does not say it of this one',
    'only-possible': 'only said to be possible',
  },
  fault: {
    year: 'its year is wrong',
    number: 'its number needs 4 digits or more',
    form: 'not of the form CVE-year-number',
    shorthand: 'shortened, without its year',
  },
  effect: {
    'code-execution': 'remote code execution',
    'privilege-escalation': 'elevation of privilege',
    'security-bypass': 'security feature bypass',
    spoofing: 'spoofing',
    'denial-of-service': 'denial of service',
    'information-leak': 'information disclosure',
  },
};

const catalogues: Readonly<Record<Language, LetterWords>> = { vi, en };
export const letterWords = (language: Language): LetterWords => catalogues[language];
