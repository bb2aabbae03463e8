/** Code pages that console output and saved text come in: of the console (OEM) and of the desktop (ANSI). */
export const commonCodePages = ['cp437', 'cp850', 'windows1252', 'cp866', 'windows1251', 'windows1258', 'gbk'] as const;

/** By language of the system locale; Microsoft Learn, "Code Page Identifiers" and "National Language Support (NLS) API Reference". */
const pairs: readonly { readonly languages: string; readonly pages: readonly string[] }[] = [
  { languages: 'en', pages: ['cp437', 'windows1252', 'cp850'] },
  { languages: 'de fr it es pt nl da sv nb nn no fi is ca eu gl ga', pages: ['cp850', 'windows1252', 'cp437'] },
  { languages: 'ru uk be bg kk ky tt mn', pages: ['cp866', 'windows1251', 'cp855'] },
  { languages: 'vi', pages: ['windows1258'] },
  { languages: 'ja', pages: ['cp932'] },
  { languages: 'ko', pages: ['cp949'] },
  { languages: 'th', pages: ['cp874'] },
  { languages: 'pl cs sk hu sl hr ro sq bs', pages: ['cp852', 'windows1250'] },
  { languages: 'el', pages: ['cp737', 'windows1253'] },
  { languages: 'tr az', pages: ['cp857', 'windows1254'] },
  { languages: 'he', pages: ['cp862', 'windows1255'] },
  { languages: 'ar fa ur', pages: ['cp720', 'windows1256'] },
  { languages: 'et lv lt', pages: ['cp775', 'windows1257'] },
];

/** systeminfo gives the system locale as a tag before a semicolon, `vi;Vietnamese`: the same in every language and code page. */
export function codePagesOf(asciiText: string): readonly string[] {
  const [language = '', ...regions] =
    /[:"]\s{0,80}([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2});/i.exec(asciiText)?.[1]?.toLowerCase().split('-') ?? [];
  if (language === 'zh') return regions.some((region) => ['tw', 'hk', 'mo', 'hant'].includes(region)) ? ['big5'] : ['gbk'];
  return pairs.find(({ languages }) => languages.split(' ').includes(language))?.pages ?? [];
}
