import { letterWords } from '../../domain/words/letter-words.ts';
import type { WarningText } from './warning-text-catalogue.ts';

export const warningTextVi: WarningText = {
  recognised: 'Nhận ra trong văn bản, đề nghị kiểm tra lại:',
  field: {
    number: 'Số, ký hiệu',
    issuedOn: 'Ngày ban hành',
    title: 'Trích yếu',
    deadline: 'Hạn xử lý',
    products: 'Sản phẩm',
    effect: 'Ảnh hưởng',
    exploited: 'Đang bị khai thác trong thực tế',
    malformed: 'Mã CVE viết sai, không được lưu',
  },
  notFound: 'không thấy trong văn bản',
  ...letterWords('vi'),
  orRather: (alternatives) => `hay là ${alternatives}?`,
  meant: (cve) => `có phải ${cve}?`,
  impactUnclear: 'chưa rõ mức, xếp vào Khác',
  yes: 'có',
  isCut: 'Văn bản có quá nhiều mã; phần sau chưa được đọc.',
  confirm: 'Lưu cảnh báo này? Gõ "có" hoặc "y" rồi Enter:',
  notStored: 'Chưa lưu gì. Kiểm tra nội dung trên rồi chạy lại với --yes.',
  stored: (number) => `Đã lưu cảnh báo ${number}.`,
  storedAlready: (number) => `Cảnh báo ${number} đã có từ trước, không thay đổi.`,
  noWarnings: 'Chưa có cảnh báo nào.',
  deadline: (day) => `hạn ${day}`,
  overdue: 'QUÁ HẠN',
  notJudged: 'chưa đối chiếu với các máy; máy chủ thu thập sẽ đối chiếu khi chạy',
  exported: (file) => `Đã ghi ${file}.`,
};
