import { type LetterReading, longestLetter } from '../../../../src/domain/warnings/letter/reading.ts';
import { readLetterText } from '../../../../src/domain/warnings/letter/read-letter-text.ts';

/** Written for these tests after the usual parts of an authority's letter; no real letter. */
export const letterText = `CỤC KIỂM THỬ
Số: 207/CATTT-NCSC
V/v lỗ hổng ảnh hưởng Cao và Nghiêm trọng
trong sản phẩm thử nghiệm tháng 3

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Hà Nội, ngày 12 tháng 3 năm 2025

Kính gửi: Các đơn vị

Căn cứ Thông tư số 20/2017/TT-BTTTT và công văn số 31/CATTT-NCSC ngày 02/01/2025.

Mức ảnh hưởng Nghiêm trọng:
- CVE-2025-11111 trong Windows Server 2019 cho phép thực thi mã từ xa. Lỗ hổng này đang bị khai thác trong thực tế.
- CVE-2025-22222 trong Microsoft Exchange Server 2016 cho phép nâng cao đặc quyền.
Mức ảnh hưởng Cao:
- CVE-2025-3333
- CVE-2025-44444 và CVE-2025-55555

Cài đặt KB5053596 theo hướng dẫn. Đề nghị rà soát, báo cáo số máy đã xử lý trước ngày 20/03/2025.
`;

export function reading(text: string): LetterReading {
  const outcome = readLetterText(text);
  if (outcome.outcome !== 'read') throw new Error(`${text.length} characters are more than ${longestLetter}`);
  return outcome.reading;
}

/** The values that are recognised, without the words that they came from. */
export function valuesOf({ number, issuedOn, title, cves, malformedCves, products, effects, exploited, deadline }: LetterReading) {
  return {
    number: number.map(({ value }) => value),
    issuedOn: issuedOn.map(({ value }) => value),
    title: title.map(({ value }) => value.toLowerCase()),
    cves: cves.map(({ value, impact, isExploited }) => [value, impact, isExploited]),
    malformed: malformedCves.map(({ meant }) => meant),
    products: products.map(({ value }) => value.toLowerCase()),
    effects: effects.map(({ value }) => value),
    exploited: exploited.length,
    deadline: deadline.map(({ value }) => value),
  };
}
