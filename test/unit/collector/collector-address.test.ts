import { expect, test } from 'vitest';
import { listeningUrl, publicUrl, serverNames } from '../../../src/collector/collector-address.ts';

test.for([
  { host: '127.0.0.1', url: 'https://127.0.0.1:8443' },
  { host: '::1', url: 'https://[::1]:8443' },
  { host: 'thu-thap.example.vn', url: 'https://thu-thap.example.vn:8443' },
  { host: '0.0.0.0', url: 'https://127.0.0.1:8443' },
  { host: '::', url: 'https://127.0.0.1:8443' },
])('a collector that listens on $host is called at $url', ({ host, url }) => {
  expect(listeningUrl(host, 8443)).toBe(url);
});

test('the certificate names what agents and this machine call', () => {
  expect(serverNames({ host: '10.0.0.5', port: 8443, public_url: 'https://ww.example.vn:443/console' })).toEqual([
    'ww.example.vn',
    '10.0.0.5',
    'localhost',
    '127.0.0.1',
    '::1',
  ]);
  expect(serverNames({ host: '0.0.0.0', port: 8443, public_url: 'https://[2001:db8::1]:8443' })).toEqual([
    '2001:db8::1',
    'localhost',
    '127.0.0.1',
    '::1',
  ]);
});

test.for([
  {
    name: 'the configured address comes first',
    address: { host: '0.0.0.0', port: 1, public_url: 'https://ww.example.vn/x' },
    listeningAt: 'https://127.0.0.1:9',
    url: 'https://ww.example.vn',
  },
  {
    name: 'then where the collector listens',
    address: { host: '127.0.0.1', port: 8443 },
    listeningAt: 'https://127.0.0.1:9443',
    url: 'https://127.0.0.1:9443',
  },
  { name: 'then where it will listen', address: { host: '127.0.0.1', port: 8443 }, listeningAt: null, url: 'https://127.0.0.1:8443' },
])('$name', ({ address, listeningAt, url }) => {
  expect(publicUrl(address, listeningAt)).toBe(url);
});

test.for([
  { name: 'it listens on all addresses', address: { host: '0.0.0.0', port: 8443 }, listeningAt: 'https://127.0.0.1:8443' },
  { name: 'its port is not known yet', address: { host: '127.0.0.1', port: 0 }, listeningAt: null },
])('no address is made up when $name', ({ address, listeningAt }) => {
  expect(() => publicUrl(address, listeningAt)).toThrow(
    expect.objectContaining({ code: 'CONFIGURATION_INVALID', message: expect.stringContaining('collector.public_url') }),
  );
});
