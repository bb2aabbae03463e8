import { putNumber, putText } from './key-bytes.ts';
import { type MavenToken, mavenTokens, ownWord } from './maven-tokens.ts';
import { refuse, strangeCharacter, type VersionRefusal } from './version-refusal.ts';

/** First by whether the rest comes before the end or after it, then by what it begins with. Numbers of the second sort need no mark. */
const beforeEnd = { word: 0x01, list: 0x02, number: 0x03 } as const;
const end = 0x04;
const afterEnd = { word: 0x05, list: 0x06 } as const;

/**
 * Maven's ComparableVersion, whose own order goes round in circles (`1.sp.1` < `1.alpha` < `1` < `1.sp.1`): it holds a word against a list
 * by their kinds, and each against nothing by its meaning. Here the meaning goes first, and so two versions compare as in Maven unless
 * Maven puts a third, which is the beginning of both, between them the other way round. Numbers are numbers, however many zeros they
 * begin with.
 */
export function putMavenVersion(key: number[], version: string): VersionRefusal | null {
  if (version === '') return refuse('empty');
  const strange = strangeCharacter(version);
  if (strange !== null) return refuse('character', strange);
  const tokens = mavenTokens(version.toLowerCase());
  const comesBefore = signsOfRests(tokens).map((sign) => sign < 0);
  tokens.forEach((token, index) => putToken(key, token, comesBefore[index] ?? false));
  key.push(end);
  return null;
}

/** For each place, how what stands from there on compares with nothing: as its first token that means something. */
function signsOfRests(tokens: readonly MavenToken[]): number[] {
  let sign = 0;
  return tokens
    .toReversed()
    .map((token) => (sign = token.sign === 0 ? sign : token.sign))
    .toReversed();
}

function putToken(key: number[], token: MavenToken, comesBefore: boolean): void {
  if (token.kind === 'number') {
    if (comesBefore) key.push(beforeEnd.number);
    return putNumber(key, token.text);
  }
  key.push((comesBefore ? beforeEnd : afterEnd)[token.kind]);
  if (token.kind === 'list') return;
  key.push(token.rank);
  if (token.rank === ownWord) putText(key, token.text);
}
