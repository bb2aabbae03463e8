/**
 * The name without trade marks and with single blanks. Code pages without ® and ™ leave letters in their place: `Serverr 2008`, `VistaT`.
 */
export const plainName = (name: string): string =>
  name
    .replaceAll(/[®™©]|\((?:R|TM|C)\)/gi, '')
    .replaceAll(/\b(Microsoft|Windows|Server|Vista)(?:r|R|T|TM)(?![A-Za-z])/g, '$1')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** The edition in English, as Microsoft names it; null where the name tells none or in words that are not known here. */
export function editionOf(plain: string): string | null {
  const product = /\bWindows (?:Server(?: 20\d\d)?(?: R2)?|XP|Vista|7|8\.1|8|10|11)(?![\w.])|\bWindows(?= Embedded\b)/i.exec(plain);
  if (!product) return null;
  const rest = plain
    .slice(product.index + product[0].length)
    .replaceAll(/(?<![\p{L}\d])(?:Edition|Édition|x64)(?![\p{L}\d])|,/giu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (rest === '') return null;
  const isEnglish = rest.split(' ').every((word) => englishWords.has(word.replace(/:$/, '').toLowerCase()) || /^20\d\d$/.test(word));
  if (isEnglish) return rest;
  const [, stem = rest, channel = ''] = /^(.*?)((?: (?:20\d\d|LTSC|LTSB|N|KN))*)$/.exec(rest) ?? [];
  const translated = translations.get(stem.toLowerCase());
  if (translated === undefined) return null;
  // The edition for companies has been `Pro` since Windows 8, and most languages went on with the same word.
  return `${translated === 'Professional' && !/ (?:XP|Vista|7)$/i.test(product[0]) ? 'Pro' : translated}${channel}`;
}

const englishWords: ReadonlySet<string> = new Set(
  (
    'n kn pro professional home enterprise education standard datacenter ultimate business basic premium starter web essentials foundation core ' +
    'workstations for single language iot ltsc ltsb evaluation azure embedded industry posready team cloud small storage media center ' +
    'tablet pc s se insider preview multi-session virtual desktops hpc cluster'
  ).split(' '),
);

const translations: ReadonlyMap<string, string> = new Map([
  ['famille', 'Home'],
  ['familiale basique', 'Home Basic'],
  ['familiale premium', 'Home Premium'],
  ['professionnel', 'Professional'],
  ['entreprise', 'Enterprise'],
  ['éducation', 'Education'],
  ['intégrale', 'Ultimate'],
  ['famiglia', 'Home'],
  ['profesional', 'Professional'],
  ['profissional', 'Professional'],
  ['домашняя', 'Home'],
  ['домашняя базовая', 'Home Basic'],
  ['домашняя расширенная', 'Home Premium'],
  ['профессиональная', 'Professional'],
  ['корпоративная', 'Enterprise'],
  ['максимальная', 'Ultimate'],
  ['начальная', 'Starter'],
  ['для образовательных учреждений', 'Education'],
  ['家庭版', 'Home'],
  ['家庭中文版', 'Home China'],
  ['家庭单语言版', 'Home Single Language'],
  ['家庭普通版', 'Home Basic'],
  ['家庭高级版', 'Home Premium'],
  ['专业版', 'Professional'],
  ['专业工作站版', 'Pro for Workstations'],
  ['专业教育版', 'Pro Education'],
  ['企业版', 'Enterprise'],
  ['教育版', 'Education'],
  ['旗舰版', 'Ultimate'],
  ['家用版', 'Home'],
  ['專業版', 'Professional'],
  ['企業版', 'Enterprise'],
  ['旗艦版', 'Ultimate'],
]);
