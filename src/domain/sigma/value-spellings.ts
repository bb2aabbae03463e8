import type { TextStep } from './modifiers.ts';
import type { EncodedPattern } from './encodings.ts';
import type { RuleNotes } from './rule-refusal.ts';
import { mapTexts, parsePattern, type ValuePattern } from './value-pattern.ts';

const placeholder = /(?<!\\)%[^%\s]+%/;

/** What a text becomes by its modifiers, any of which may match; null where one of them cannot be applied to it. */
export function spellingsOf(text: string, steps: readonly TextStep[], notes: RuleNotes): ValuePattern[] | null {
  let spellings: readonly EncodedPattern[] = [{ pattern: parsePattern(text), isBytes: false }];
  for (const step of steps) {
    const next = spellings.map((spelling) => (step === 'expand' ? expanded(spelling, notes) : step(spelling)));
    if (next.includes(null)) return null;
    spellings = next.flatMap((encoded) => encoded ?? []);
  }
  return spellings.map(({ pattern }) => pattern);
}

/** Nothing here says what a placeholder stands for; an escaped percent sign is one. */
function expanded({ pattern, isBytes }: EncodedPattern, notes: RuleNotes): EncodedPattern[] {
  const found = pattern
    .map((part) => (typeof part === 'string' ? placeholder.exec(part)?.[0] : undefined))
    .find((name) => name !== undefined);
  if (found !== undefined) notes.refuse('placeholder', found);
  return [{ pattern: mapTexts(pattern, (part) => part.replaceAll('\\%', '%')), isBytes }];
}
