import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../src/base/parse-json.ts';
import { type Language, languageOfLocale, languages } from '../../src/domain/words/language.ts';

const settings = z.strictObject({ language: z.enum(languages) });

export interface LanguageSetting {
  read(): Language;
  /** A choice that cannot be stored holds until the application ends. */
  choose(language: Language): void;
}

export interface LanguageSources {
  readonly file: string;
  /** WARDWATCH_LANGUAGE; anything but a language that we speak leaves the choice to the locale. */
  readonly configured: string | undefined;
  readonly locale: string | undefined;
  readonly onNotStored: (error: unknown) => void;
}

/** A person's own choice, else what the machine is configured to, else the language of the system. */
export function createLanguageSetting({ file, configured, locale, onNotStored }: LanguageSources): LanguageSetting {
  let chosen = readChoice(file);
  const fallback = languages.find((language) => language === configured) ?? languageOfLocale(locale);
  return {
    read: () => chosen ?? fallback,
    choose(language) {
      chosen = language;
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.new`, JSON.stringify({ language }));
        renameSync(`${file}.new`, file);
      } catch (error) {
        onNotStored(error);
      }
    },
  };
}

function readChoice(file: string): Language | null {
  try {
    return settings.safeParse(parseJson(readFileSync(file, 'utf8'))).data?.language ?? null;
  } catch {
    return null; // nothing was chosen yet
  }
}
