import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNetwork } from '../../../../src/domain/sigma/ip-network.ts';

test.for([
  '',
  '/',
  '10',
  '10.0.0.0/33',
  '10.0.0.256',
  '010.0.0.1',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  '1::2::3',
  ':',
  ':::',
  'g::',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '::1/129',
  '::1.2.3',
  '::1.2.3.256',
  'fe80::1%eth0',
])('"%s" is no network', (text) => expect(parseNetwork(text)).toBeNull());

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

test('an address is in a network as Node says', () =>
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(128), fc.oneof(fc.ipV4(), fc.ipV6()), (base, length, address) => {
      const bits = family(base) === 'ipv4' ? length % 33 : length;
      const list = new BlockList();
      list.addSubnet(base, bits, family(base));
      const contains = parseNetwork(`${base}/${bits}`);
      expect(contains?.(base)).toBe(true);
      // Node takes an IPv4 address for its IPv6 form.
      if (family(base) === family(address) && !/^::ffff:/i.test(`${base}${address}`))
        expect(contains?.(address)).toBe(list.check(address, family(address)));
    }),
    { numRuns: 3000 },
  ));
