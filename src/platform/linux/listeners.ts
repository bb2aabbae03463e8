import type { Listener } from '../../domain/facts.ts';

export interface Socket {
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  readonly inode: string;
}

const states = { tcp: '0A', udp: '07' } as const;

/**
 * Pure. Sockets that wait for peers, from /proc/net/{tcp,tcp6,udp,udp6} (proc_net(5)): TCP in LISTEN; UDP bound and not
 * connected. Addresses are hexadecimal in host byte order, little-endian on every platform we run on.
 */
export function parseProcNet(text: string, protocol: 'tcp' | 'udp'): Socket[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
      const [address = '', port = ''] = local.split(':');
      if (state !== states[protocol] || port === '' || port === '0000') return [];
      return [{ protocol, address: readAddress(address), port: Number.parseInt(port, 16), inode }];
    });
}

function readAddress(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).toReversed().map((byte) => Number.parseInt(byte, 16)),
  );
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255) return bytes.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16));
  return shortest(groups.join(':'));
}

function shortest(address: string): string {
  const run = [...address.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].toSorted((a, b) => b[0].length - a[0].length)[0];
  if (!run) return address;
  const end = run.index + run[0].length;
  return `${address.slice(0, run.index)}::${address.slice(end + 1)}`;
}

/** Pure. Listeners with the program of their socket; `[low, high]` is the system's own range of ports. */
export function listenersOf(
  sockets: readonly Socket[],
  programs: ReadonlyMap<string, string>,
  [low, high]: readonly [number, number],
): Listener[] {
  return sockets.map(({ protocol, address, port, inode }) => ({
    protocol,
    address,
    port,
    program: programs.get(inode) ?? null,
    isEphemeral: port >= low && port <= high,
  }));
}
