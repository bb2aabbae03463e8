export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

/** Each in itself: who does not read the one must find the other. */
export const languageNames: Readonly<Record<Language, string>> = { vi: 'Tiếng Việt', en: 'English' };

/** Vietnamese unless the system's locale is English: the product's first users are Vietnamese. */
export function languageOfLocale(locale: string | undefined): Language {
  return /^en([_\-.]|$)/i.test(locale ?? '') ? 'en' : 'vi';
}
