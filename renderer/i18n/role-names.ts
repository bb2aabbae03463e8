import type { Language } from '../../src/domain/words/language.ts';
import type { Role } from '../../src/domain/access/roles.ts';

export const roleNames: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  vi: {
    'department-administrator': 'Quản trị của Sở',
    'department-viewer': 'Người xem của Sở',
    'unit-administrator': 'Quản trị của đơn vị',
    'unit-viewer': 'Người xem của đơn vị',
    auditor: 'Kiểm tra viên',
  },
  en: {
    'department-administrator': 'Department administrator',
    'department-viewer': 'Department viewer',
    'unit-administrator': 'Unit administrator',
    'unit-viewer': 'Unit viewer',
    auditor: 'Auditor',
  },
};
