import type { Language } from '../../src/domain/words/language.ts';

export const auditTextsVi = {
  title: 'Nhật ký',
  lead: 'Ai đã làm và xem gì, mới nhất trước. Mỗi dòng nối với dòng trước bằng mã băm: kiểm tra trên máy chủ thu thập bằng lệnh',
  list: 'Các mục',
  caption: 'Các mục nhật ký với thời điểm, người, việc, đối tượng và kết quả',
  ofEntries: 'Các trang nhật ký',
  empty: 'Chưa có mục nào.',
  at: 'Thời điểm',
  who: 'Ai',
  action: 'Việc',
  target: 'Đối tượng',
  outcome: 'Kết quả',
  outcomes: { done: 'đã làm', refused: 'bị từ chối', failed: 'không thành' },
  address: 'Địa chỉ',
  none: '-',
};

export const auditTextsEn: typeof auditTextsVi = {
  title: 'Audit log',
  lead: 'Who did and saw what, the latest first. Each row is chained to the one before by a hash: verify it on the collector’s machine with',
  list: 'Entries',
  caption: 'Entries of the audit log with time, person, action, target and outcome',
  ofEntries: 'Pages of the audit log',
  empty: 'There is no entry yet.',
  at: 'Time',
  who: 'Who',
  action: 'Action',
  target: 'Target',
  outcome: 'Outcome',
  outcomes: { done: 'done', refused: 'refused', failed: 'failed' },
  address: 'Address',
  none: '-',
};

export const auditTexts: Readonly<Record<Language, typeof auditTextsVi>> = { vi: auditTextsVi, en: auditTextsEn };
