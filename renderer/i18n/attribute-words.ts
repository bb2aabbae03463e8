import type { Language } from '../../src/domain/words/language.ts';

/** Attributes of evidence and their fixed values, as the agent names them; one it does not know is shown as it is named. */
interface AttributeWords {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

const vi: AttributeWords = {
  names: {
    because: 'Do',
    count: 'Số lượng',
    digest: 'Mã băm SHA-256',
    extendedEndsOn: 'Vá thêm có trả phí đến hết',
    fetchedAt: 'Tải danh sách lúc',
    files: 'Tệp',
    gid: 'Nhóm sở hữu (gid)',
    groups: 'Nhóm',
    lastSuccessAt: 'Lần thành công gần nhất',
    linkTarget: 'Liên kết đến',
    missingSince: 'Còn thiếu ít nhất từ',
    mode: 'Quyền truy cập',
    packages: 'Gói phần mềm',
    password: 'Mật khẩu',
    home: 'Thư mục cá nhân',
    shell: 'Trình thông dịch lệnh',
    rights: 'Quyền',
    running: 'Đang chạy',
    scope: 'Mở cho',
    size: 'Kích thước',
    supportEndsOn: 'Hỗ trợ đến hết',
    supportSource: 'Theo',
    type: 'Loại',
    uid: 'Chủ sở hữu (uid)',
  },
  values: {
    'password:set': 'đã đặt',
    'password:locked': 'bị khóa',
    'password:empty': 'để trống',
    'password:unreadable': 'không đọc được',
    'running:true': 'có',
    'running:false': 'không',
    'rights:root': 'root (toàn quyền)',
    'rights:administrator': 'quản trị',
    'rights:ordinary': 'thường',
    'scope:network': 'mạng',
    'scope:this machine': 'chỉ máy này',
    'type:not understood': 'không hiểu được',
  },
};

const en: AttributeWords = {
  names: {
    because: 'Because of',
    count: 'Count',
    digest: 'SHA-256 digest',
    extendedEndsOn: 'Paid extended fixes until',
    fetchedAt: 'Lists fetched',
    files: 'Files',
    gid: 'Owning group (gid)',
    groups: 'Groups',
    lastSuccessAt: 'Last success',
    linkTarget: 'Links to',
    missingSince: 'Missing at least since',
    mode: 'Permissions',
    packages: 'Packages',
    password: 'Password',
    home: 'Home folder',
    shell: 'Shell',
    rights: 'Rights',
    running: 'Running',
    scope: 'Open to',
    size: 'Size',
    supportEndsOn: 'Supported until',
    supportSource: 'According to',
    type: 'Type',
    uid: 'Owner (uid)',
  },
  values: {
    'password:set': 'set',
    'password:locked': 'locked',
    'password:empty': 'empty',
    'password:unreadable': 'unreadable',
    'running:true': 'yes',
    'running:false': 'no',
    'rights:root': 'root (all rights)',
    'rights:administrator': 'administrator',
    'rights:ordinary': 'ordinary',
    'scope:network': 'the network',
    'scope:this machine': 'this machine only',
    'type:not understood': 'not understood',
  },
};

export const attributeWords: Readonly<Record<Language, AttributeWords>> = { vi, en };
