import { createElement } from 'react';
import { expect, test } from 'vitest';
import { isAboutCode, SettleRefusal } from '../../../renderer/tray/settle-refusal.tsx';
import { trayVoices } from '../../../renderer/tray/tray-voice.ts';
import { said } from './rendered.ts';

test.for([
  { code: 'IT_CODE_REQUIRED', asks: true, says: /Enter the code of the IT department/ },
  { code: 'IT_CODE_WRONG', asks: true, says: /wrong; nothing was changed/ },
  { code: 'RATE_LIMITED', asks: true, says: /Wait a while/ },
  { code: 'FORBIDDEN', asks: false, says: /wardwatch accept abababab --by/ },
  { code: 'USAGE', asks: false, says: /\(USAGE\)/ },
])('a decision refused with $code tells what to do; it asks for the code: $asks', ({ code, asks, says }) => {
  const shown = (language: 'vi' | 'en') =>
    said(createElement(SettleRefusal, { code, decision: 'accept', fingerprint: 'ab'.repeat(16), voice: trayVoices[language] }));
  expect(isAboutCode(code)).toBe(asks);
  expect(shown('en')).toMatch(says);
  expect(shown('vi')).not.toBe(shown('en'));
});
