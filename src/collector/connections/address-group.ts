import { isIPv4, isIPv6, SocketAddress } from 'node:net';

/**
 * What counts as one peer: an IPv4 address, or the /64 of an IPv6 one, of which a single machine has as many addresses as it likes.
 */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIPv4(address) || !isIPv6(address)) return address;
  const [head = '', tail = ''] = new SocketAddress({ address, family: 'ipv6' }).address.split('::');
  const [before, after] = [head, tail].map((part) => part.split(':').filter((hextet) => hextet !== ''));
  const zeros = Array.from({ length: 8 - (before?.length ?? 0) - (after?.length ?? 0) }, () => '0');
  return [...(before ?? []), ...zeros, ...(after ?? [])].slice(0, 4).join(':');
}
