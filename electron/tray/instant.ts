import type { Language } from '../../src/domain/words/language.ts';

const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** Date and time to the minute in Vietnam, as people there write it. */
export function instantText(iso: string, language: Language): string {
  const parts = new Intl.DateTimeFormat(locales[language], {
    timeZone: 'Asia/Ho_Chi_Minh',
    hourCycle: 'h23',
    year: 'numeric',
    month: language === 'vi' ? '2-digit' : 'short',
    day: language === 'vi' ? '2-digit' : 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(Date.parse(iso));
  const of = (wanted: Intl.DateTimeFormatPartTypes): string => parts.find(({ type }) => type === wanted)?.value ?? '';
  const time = `${of('hour')}:${of('minute')}`;
  return language === 'vi' ? `${time} ${of('day')}/${of('month')}/${of('year')}` : `${of('day')} ${of('month')} ${of('year')}, ${time}`;
}
