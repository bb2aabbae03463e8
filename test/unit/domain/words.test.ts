import { expect, test } from 'vitest';
import { languageOfLocale } from '../../../src/domain/words/language.ts';
import { words } from '../../../src/domain/words/words.ts';

test.for([
  ['vi', 'cron-job.added', 'Tác vụ cron mới: /etc/cron.d/x'],
  ['en', 'cron-job.added', 'New cron job: /etc/cron.d/x'],
  ['vi', 'account.second-root', 'Có tài khoản khác ngoài root mang quyền root: /etc/cron.d/x'],
  ['en', 'system-file.removed', 'Removed system file: /etc/cron.d/x'],
] as const)('%s: %s', ([language, rule, title]) => expect(words(language).findingTitle(rule, { subject: '/etc/cron.d/x' })).toBe(title));

test('a scanner of another version is called by its id', () => expect(words('vi').scanner('from-the-future')).toBe('from-the-future'));
test('unknown patch status is never called patched', () => expect(words('vi').patchStatus('unknown')).toBe('chưa xác định'));
test.for([
  ['en_US.UTF-8', 'en'],
  ['en', 'en'],
  ['vi_VN.UTF-8', 'vi'],
  ['C.UTF-8', 'vi'],
  [undefined, 'vi'],
] as const)('locale %s speaks %s', ([locale, language]) => expect(languageOfLocale(locale)).toBe(language));
