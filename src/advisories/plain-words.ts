/** Words of documents and servers, as they are stored and shown on terminals: composed (NFC), no control or invisible steering characters. */
export const plainWords = (text: string): string => text.normalize('NFC').replaceAll(steering, ' ').trim();

/** As `plainWords`, with its lines. */
export const plainLines = (text: string): string => text.split(/\r?\n/).map(plainWords).join('\n').trim();

/** Control characters, and those that turn the direction of writing or hide themselves. Joiners stay: some scripts need them. */
const steering = /[\p{Cc}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
