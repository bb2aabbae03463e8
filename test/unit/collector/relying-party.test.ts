import { expect, test } from 'vitest';
import { relyingPartyOf } from '../../../src/collector/auth/relying-party.ts';
import { configuration } from '../../../src/contracts/configuration.ts';

const settings = (public_url?: string) => configuration.parse({ collector: public_url === undefined ? {} : { public_url } }).collector;

test.for([
  { name: 'the public name', host: 'wardwatch.example.vn:8443', id: 'wardwatch.example.vn', origin: 'https://wardwatch.example.vn:8443' },
  {
    name: 'the public name without a port',
    host: 'wardwatch.example.vn',
    id: 'wardwatch.example.vn',
    origin: 'https://wardwatch.example.vn',
  },
  { name: 'the name in capitals', host: 'WardWatch.example.vn', id: 'wardwatch.example.vn', origin: 'https://wardwatch.example.vn' },
  { name: 'the machine itself', host: 'localhost:8443', id: 'localhost', origin: 'https://localhost:8443' },
])('under $name passkeys are bound to it', ({ host, id, origin }) =>
  expect(relyingPartyOf({ host }, settings('https://wardwatch.example.vn:8443'))).toEqual({ id, origin }),
);

test.for([
  '127.0.0.1:8443',
  '[::1]:8443',
  '10.0.0.5',
  '0x7f.1',
  'elsewhere.example',
  'evil.wardwatch.example.vn',
  '',
  'a b',
  '@',
  'wardwatch.example.vn.',
])('under "%s" there are none', (host) => {
  expect(() => relyingPartyOf({ host }, settings('https://wardwatch.example.vn:8443'))).toThrow(/collector\.public_url/);
});
