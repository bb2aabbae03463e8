import type { Language } from '../../domain/words/language.ts';

/** What the commands that carry summaries without a network say to people. */
export interface TransferText {
  nothingWaits: string;
  exported(summaries: number, file: string): string;
  exportedPart(left: number): string;
  imported(file: string, isNew: number, duplicate: number): string;
  refusedLine(file: string, line: number, why: string): string;
  acknowledgementWritten(file: string): string;
  noAcknowledgement(file: string): string;
  acknowledged(count: number, waiting: number): string;
}

export const transferText: Readonly<Record<Language, TransferText>> = {
  vi: {
    nothingWaits: 'Không có gì chờ gửi: chưa ghi tệp nào.',
    exported: (summaries, file) =>
      `Đã ghi ${summaries} bản tóm tắt vào ${file}. Mang tệp này đến máy thu thập; mọi thứ vẫn giữ ở đây cho đến khi có xác nhận.`,
    exportedPart: (left) => `Còn ${left} bản chưa vừa tệp này: xuất lần nữa sau khi có xác nhận.`,
    imported: (file, isNew, duplicate) => `${file}: ${isNew} bản tóm tắt mới, ${duplicate} bản đã có từ trước.`,
    refusedLine: (file, line, why) => `${file}: dòng ${line} bị từ chối: ${why}`,
    acknowledgementWritten: (file) => `Xác nhận ở ${file}: mang về máy trạm, chạy "wardwatch outbox acknowledge".`,
    noAcknowledgement: (file) => `${file}: không có gì để xác nhận.`,
    acknowledged: (count, waiting) => `Máy thu thập đã nhận ${count} bản tóm tắt; còn ${waiting} bản chờ gửi.`,
  },
  en: {
    nothingWaits: 'Nothing waits to be sent: no file was written.',
    exported: (summaries, file) =>
      `${summaries} summaries were written to ${file}. Take it to the collector; everything stays here until it is acknowledged.`,
    exportedPart: (left) => `${left} more had no room in this file: export again when it is acknowledged.`,
    imported: (file, isNew, duplicate) => `${file}: ${isNew} summaries are new, ${duplicate} were here already.`,
    refusedLine: (file, line, why) => `${file}: line ${line} is refused: ${why}`,
    acknowledgementWritten: (file) => `The acknowledgement is ${file}: take it back and run "wardwatch outbox acknowledge".`,
    noAcknowledgement: (file) => `${file}: there is nothing to acknowledge.`,
    acknowledged: (count, waiting) => `The collector has ${count} summaries; ${waiting} still wait.`,
  },
};
