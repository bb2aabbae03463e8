import type { TextStep } from './modifiers.ts';
import type { EncodedPattern } from './encodings.ts';
import type { RuleNotes } from './rule-refusal.ts';
import { mapTexts, parsePattern, type ValuePattern } from './value-pattern.ts';

const placeholder = /(?<!\\)%[^%\s]+%/;

/** What a text becomes by its modifiers, any of which may match; null where one of them cannot be applied to it. */
export function spellingsOf(text: string, steps: readonly TextStep[], notes: RuleNotes): ValuePattern[] | null {
  let spellings: readonly EncodedPattern[] = [{ pattern: parsePattern(text), isBytes: false }];
  for (const step of steps) {
    const next = afterStep(spellings, step, notes);
    if (next === null) return null;
    spellings = next;
  }
  return spellings.map(({ pattern }) => pattern);
}

const mostSpellings = 2000;
const mostCharacters = 200_000;

/** Null also where a short text would become very many or very long ones. */
function afterStep(spellings: readonly EncodedPattern[], step: TextStep, notes: RuleNotes): EncodedPattern[] | null {
  const next: EncodedPattern[] = [];
  let characters = 0;
  for (const spelling of spellings) {
    const encoded = step === 'expand' ? expanded(spelling, notes) : step(spelling);
    if (encoded === null) return null;
    for (const { pattern } of encoded) for (const part of pattern) characters += typeof part === 'string' ? part.length : 1;
    next.push(...encoded);
    if (next.length > mostSpellings || characters > mostCharacters) return null;
  }
  return next;
}

/** Nothing here says what a placeholder stands for; an escaped percent sign is one. */
function expanded({ pattern, isBytes }: EncodedPattern, notes: RuleNotes): EncodedPattern[] {
  const found = pattern
    .map((part) => (typeof part === 'string' ? placeholder.exec(part)?.[0] : undefined))
    .find((name) => name !== undefined);
  if (found !== undefined) notes.refuse('placeholder', found);
  return [{ pattern: mapTexts(pattern, (part) => part.replaceAll('\\%', '%')), isBytes }];
}
