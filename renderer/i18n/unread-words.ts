import type { Language } from '../../src/domain/words/language.ts';

/** Why a place or a check could not be read, by the technical word that the agent sends. */
const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  vi: {
    EACCES: 'không đủ quyền đọc',
    EPERM: 'hệ điều hành không cho phép',
    EIO: 'lỗi đọc ổ đĩa',
    ELOOP: 'liên kết vòng',
    NOT_A_FILE: 'không phải tệp thường',
    TOO_LARGE: 'quá lớn',
    TOO_DEEP: 'thư mục quá sâu',
    COMMAND_MISSING: 'thiếu lệnh của hệ điều hành',
    COMMAND_FAILED: 'lệnh của hệ điều hành báo lỗi',
    COMMAND_TIMED_OUT: 'quá thời gian cho phép',
    COMMAND_OUTPUT_TOO_LARGE: 'kết quả quá lớn',
    OUTPUT_NOT_UNDERSTOOD: 'không hiểu được kết quả',
    PLATFORM_UNSUPPORTED: 'chưa hỗ trợ hệ điều hành này',
    LIMIT_EXCEEDED: 'vượt giới hạn tài nguyên',
    INTERNAL: 'lỗi chưa lường trước',
  },
  en: {
    EACCES: 'no right to read',
    EPERM: 'the system does not permit it',
    EIO: 'the disk could not be read',
    ELOOP: 'links in a circle',
    NOT_A_FILE: 'not a regular file',
    TOO_LARGE: 'too large',
    TOO_DEEP: 'folders too deep',
    COMMAND_MISSING: 'a system command is missing',
    COMMAND_FAILED: 'a system command failed',
    COMMAND_TIMED_OUT: 'took too long',
    COMMAND_OUTPUT_TOO_LARGE: 'the output is too large',
    OUTPUT_NOT_UNDERSTOOD: 'the output was not understood',
    PLATFORM_UNSUPPORTED: 'this system is not supported yet',
    LIMIT_EXCEEDED: 'resource limit exceeded',
    INTERNAL: 'unforeseen error',
  },
};

/** The technical word itself where there is none of ours. */
export const unreadWord = (language: Language, code: string): string => words[language][code] ?? code;
