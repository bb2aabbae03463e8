import type { Language } from '../../src/domain/words/language.ts';
import { trayEn } from '../i18n/tray-en.ts';
import { type TrayTexts, trayVi } from '../i18n/tray-vi.ts';
import { trayViewsEn } from '../i18n/tray-views-en.ts';
import { type TrayViewTexts, trayViewsVi } from '../i18n/tray-views-vi.ts';
import type { Voice } from '../i18n/voice.ts';
import { voices } from '../i18n/voices.ts';

/** A voice that also has the texts of this window. */
export interface TrayVoice extends Voice {
  readonly tray: TrayTexts;
  readonly views: TrayViewTexts;
}

export const trayVoices: Readonly<Record<Language, TrayVoice>> = {
  vi: { ...voices.vi, tray: trayVi, views: trayViewsVi },
  en: { ...voices.en, tray: trayEn, views: trayViewsEn },
};
