import type { Language } from '../../src/domain/words/language.ts';

export const endpointLifeTextsVi = {
  approve: 'Cho máy vào',
  approveTitle: (hostname: string) => `Cho máy ${hostname} vào?`,
  approveText: 'Từ lúc này máy chủ thu thập nhận báo cáo của máy. Hãy chắc rằng đây đúng là máy của đơn vị.',
  retire: 'Ngừng theo dõi máy',
  retireTitle: (hostname: string) => `Ngừng theo dõi máy ${hostname}?`,
  retireText:
    'Máy chủ thu thập không nhận gì từ máy này nữa, và máy không còn được tính vào số liệu nào. Số liệu đã lưu vẫn giữ. Không đổi lại được: muốn theo dõi lại phải ghi danh máy lần nữa.',
  reason: 'Lý do',
  reasonHint: 'Ví dụ: đã thanh lý, đã gọi hỏi khoa Dược. Lý do được ghi vào nhật ký.',
  reasonTooShort: 'Hãy viết lý do, từ 3 ký tự.',
  cancel: 'Thôi',
};

export const endpointLifeTextsEn: typeof endpointLifeTextsVi = {
  approve: 'Let the machine in',
  approveTitle: (hostname) => `Let ${hostname} in?`,
  approveText: 'From now on the collector takes what this machine reports. Be sure that it is really one of the unit’s.',
  retire: 'Take out of service',
  retireTitle: (hostname) => `Take ${hostname} out of service?`,
  retireText:
    'The collector takes nothing of this machine any more, and it counts in no figure. What is stored stays. This cannot be undone: to watch the machine again, enrol it again.',
  reason: 'Reason',
  reasonHint: 'For example: sold, or asked the pharmacy by phone. The audit log keeps it.',
  reasonTooShort: 'Write a reason of at least 3 characters.',
  cancel: 'Cancel',
};

export const endpointLifeTexts: Readonly<Record<Language, typeof endpointLifeTextsVi>> = {
  vi: endpointLifeTextsVi,
  en: endpointLifeTextsEn,
};
