import { RE2JS } from 're2js';
import type { RegexEngine } from '../../domain/sigma/regex-engine.ts';

/**
 * RE2: time linear in the text, whatever the expression. It knows all that the specification allows (modifiers appendix 2.1.0,
 * "Regular Expression") and refuses what would need backtracking: look-around, back references, possessive quantifiers.
 */
export const linearRegex: RegexEngine = (expression, { ignoreCase, multiline, dotAll }) => {
  const flags = (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (multiline ? RE2JS.MULTILINE : 0) | (dotAll ? RE2JS.DOTALL : 0);
  try {
    const compiled = RE2JS.compile(expression, flags);
    return (text) => compiled.matcher(text).find();
  } catch {
    return null;
  }
};
