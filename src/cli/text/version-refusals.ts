import type { VersionRefusal, VersionRefusalCode } from '../../domain/versions/version-refusal.ts';
import { longestVersion, type VersionScheme, versionSchemes } from '../../domain/versions/version-scheme.ts';
import type { Language } from '../../domain/words/language.ts';

/** A version of each scheme as it is written in full. */
const examples: Readonly<Record<VersionScheme, string>> = {
  dpkg: '1:2.36-9+deb12u4',
  rpm: '1:3.0.7-25.el9_3',
  apk: '3.1.4_p2-r1',
  semver: '1.2.3-rc.1+build',
  windows: '10.0.19045.6691',
  maven: '2.17.1-rc1',
  pep440: '1!2.0rc1.post1.dev2+local',
  generic: '2.4.1 beta',
};

type Reasons = Readonly<Record<VersionRefusalCode, (subject: string) => string>>;

const en: Reasons = {
  empty: () => 'it is empty',
  'too-long': () => `it is longer than ${longestVersion} characters`,
  character: (character) => `it holds ${JSON.stringify(character)}`,
  epoch: (epoch) => `the epoch ${JSON.stringify(epoch)} is no whole number of those that are allowed`,
  'first-digit': () => 'it does not start with a digit',
  'part-empty': (part) => `its ${part} is empty`,
  form: () => 'it is not written as one',
};

const vi: Reasons = {
  empty: () => 'chuỗi rỗng',
  'too-long': () => `dài hơn ${longestVersion} ký tự`,
  character: (character) => `có ký tự ${JSON.stringify(character)}`,
  epoch: (epoch) => `epoch ${JSON.stringify(epoch)} không phải số nguyên được phép`,
  'first-digit': () => 'không bắt đầu bằng chữ số',
  'part-empty': (part) => `phần ${part} bị bỏ trống`,
  form: () => 'không đúng cách viết',
};

interface RefusedVersion {
  readonly scheme: VersionScheme;
  readonly version: string;
  readonly refusal: VersionRefusal;
}

const shown = (version: string): string => JSON.stringify(version.length > longestVersion ? `${version.slice(0, 40)}…` : version);

/** Which of the two is no version, and why. */
export function versionRefusalText(language: Language, { scheme, version, refusal }: RefusedVersion): string {
  const example = examples[scheme];
  if (language === 'en')
    return `${shown(version)} is no ${scheme} version: ${en[refusal.code](refusal.subject)}. One looks like ${example}.`;
  return `${shown(version)} không phải phiên bản ${scheme}: ${vi[refusal.code](refusal.subject)}. Ví dụ đúng: ${example}.`;
}

/** Names the schemes that are known. */
export const schemeUnknownText = (language: Language, name: string): string =>
  language === 'en'
    ? `"${name}" is no scheme of versions. There are: ${versionSchemes.join(', ')}.`
    : `Không có quy tắc so sánh phiên bản nào tên "${name}". Các quy tắc có sẵn: ${versionSchemes.join(', ')}.`;
