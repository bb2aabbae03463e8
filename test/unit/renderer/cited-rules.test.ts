import { createElement } from 'react';
import { expect, test } from 'vitest';
import { CitedRules } from '../../../renderer/components/cited-rules.tsx';
import { voices } from '../../../renderer/i18n/voices.ts';
import { said } from './rendered.ts';

const rules = [
  { id: null, title: 'A job that calls out', author: 'Nguyễn Thử', license: 'CC0-1.0', severity: 'critical' },
  { id: null, title: 'Another', author: null, license: null, severity: null },
] as const;

test('each rule is shown with severity, author and licence, also where nobody says whose it is', () => {
  const vietnamese = said(createElement(CitedRules, { rules, voice: voices.vi }));
  expect(vietnamese).toContain('Luật Sigma của Nguyễn Thử, giấy phép CC0-1.0');
  expect(vietnamese).toContain('Nghiêm trọng');
  const english = said(createElement(CitedRules, { rules, voice: voices.en }));
  expect(english).toContain('A job that calls out');
  expect(english).toContain('Sigma rule by an author who is not named, licence not stated');
});
