import type { Language } from '../../domain/words/language.ts';

/** What the commands about endpoints and enrolment strings say to people. */
export interface EndpointText {
  noEndpoints: string;
  neverSeen: string;
  silent: string;
  pending: string;
  retired: string;
  forked: string;
  clonedFrom(endpointId: string): string;
  didRetire(hostname: string): string;
  didApprove(hostname: string): string;
  notWaiting(hostname: string): string;
  noStrings: string;
  usesLeft(uses: number): string;
  until(instant: string): string;
  revoked: string;
  didRevoke(id: string): string;
}

export const endpointText: Readonly<Record<Language, EndpointText>> = {
  vi: {
    noEndpoints: 'Chưa có máy nào ghi danh.',
    neverSeen: 'chưa gửi báo cáo nào',
    silent: 'mất kết nối',
    pending: 'chờ duyệt',
    retired: 'đã ngừng dùng',
    forked: 'trùng danh tính với máy khác',
    clonedFrom: (endpointId) => `tách từ ${endpointId}`,
    didRetire: (hostname) => `${hostname} đã ngừng dùng: không nhận gì thêm và không tính vào số liệu; những gì đã lưu vẫn còn.`,
    didApprove: (hostname) => `${hostname} đã được duyệt: những gì chờ gửi sẽ đến.`,
    notWaiting: (hostname) => `${hostname} không chờ duyệt.`,
    noStrings: 'Chưa phát chuỗi ghi danh nào.',
    usesLeft: (uses) => `còn ${uses} lần`,
    until: (instant) => `đến ${instant}`,
    revoked: 'đã thu hồi',
    didRevoke: (id) => `Chuỗi ghi danh ${id} đã thu hồi; máy đã ghi danh bằng chuỗi này vẫn ở lại.`,
  },
  en: {
    noEndpoints: 'No machine has enrolled yet.',
    neverSeen: 'never heard of',
    silent: 'silent',
    pending: 'waits to be let in',
    retired: 'retired',
    forked: 'another machine used its identity',
    clonedFrom: (endpointId) => `told apart from ${endpointId}`,
    didRetire: (hostname) => `${hostname} is retired: nothing more is taken from it and it counts nowhere; what is stored stays.`,
    didApprove: (hostname) => `${hostname} is let in: what waits there arrives.`,
    notWaiting: (hostname) => `${hostname} does not wait to be let in.`,
    noStrings: 'No enrolment string was given out yet.',
    usesLeft: (uses) => `${uses} uses left`,
    until: (instant) => `until ${instant}`,
    revoked: 'revoked',
    didRevoke: (id) => `The enrolment string ${id} is revoked; machines that enrolled with it stay.`,
  },
};
