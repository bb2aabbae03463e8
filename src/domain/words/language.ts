export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

/** Vietnamese unless the system's locale is English: the product's first users are Vietnamese. */
export function languageOfLocale(locale: string | undefined): Language {
  return /^en([_\-.]|$)/i.test(locale ?? '') ? 'en' : 'vi';
}
