/**
 * Words of documents and servers, as they are stored and shown on terminals: composed (NFC), no control or invisible steering characters.
 * Empty where nothing of the text can be seen: what people cannot tell apart names nothing.
 */
export function plainWords(text: string): string {
  if (printable.test(text)) return text.trim();
  const plain = text.normalize('NFC').replaceAll(steering, ' ').trim();
  return visible.test(plain) ? plain : '';
}

/** As `plainWords`, with its lines. */
export const plainLines = (text: string): string => text.split(/\r?\n/).map(plainWords).join('\n').trim();

/** ASCII without control characters, as nearly all names are. */
const printable = /^[ -~]*$/;

/**
 * Control characters, and those that turn the direction of writing or hide themselves (Unicode's Default_Ignorable_Code_Point). Joiners
 * and variation selectors stay: some scripts and emoji need them.
 */
const steering = /[[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\u034F\p{Join_Control}\p{Variation_Selector}]]/gv;

/** Hangul's fillers are letters and Braille's blank is a symbol, and neither has ink. */
const visible = /[[\p{L}\p{N}\p{P}\p{S}]--[\p{Default_Ignorable_Code_Point}\u2800]]/v;
