import { expect, test } from 'vitest';
import { faultOfPassword } from '../../../../src/domain/access/password-rules.ts';

test.for([
  { password: '11 ký tự ạ.', fault: 'too-short' },
  { password: '😀'.repeat(11), fault: 'too-short' },
  { password: 'đủ mười hai.', fault: null },
  { password: 'e\u0301'.repeat(11), fault: 'too-short' },
  { password: 'x'.repeat(200), fault: null },
  { password: 'x'.repeat(201), fault: 'too-long' },
  { password: 'Nguyen.Thi.Lan', fault: 'is-login' },
  { password: ' nguyen.thi.lan ', fault: 'is-login' },
  { password: 'nguyen.thi.lannguyen.thi.lan', fault: 'is-login' },
  { password: 'nguyen.thi.lan7', fault: null },
])('"$password" -> $fault', ({ password, fault }) => expect(faultOfPassword(password, 'nguyen.thi.lan')).toBe(fault));
