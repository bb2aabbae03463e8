/** An IPv4 or IPv6 address by its bits, 32 or 128 of them. */
interface Address {
  readonly value: bigint;
  readonly bits: 32 | 128;
}

/** Whether an address lies in a network such as `10.0.0.0/8` or `fe80::/10` (RFC 4632, RFC 4291); null for what is no network. */
export function parseNetwork(text: string): ((address: string) => boolean) | null {
  const [, base = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const network = parseAddress(base);
  if (!network) return null;
  const length = prefix === undefined ? network.bits : Number(prefix);
  if (length > network.bits) return null;
  const host = BigInt(network.bits - length);
  return (candidate) => {
    const address = parseAddress(candidate);
    return address !== null && address.bits === network.bits && address.value >> host === network.value >> host;
  };
}

function parseAddress(text: string): Address | null {
  if (!text.includes(':')) return parseV4(text);
  const [, start = text, v4] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text) ?? [];
  const tail = v4 === undefined ? null : parseV4(v4);
  if (v4 !== undefined && tail === null) return null;
  const whole = tail ? `${start}${(tail.value >> 16n).toString(16)}:${(tail.value & 0xffffn).toString(16)}` : text;
  return parseV6(whole);
}

function parseV4(text: string): Address | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return { value: parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n), bits: 32 };
}

function parseV6(text: string): Address | null {
  const halves = text.split('::');
  const [before = [], after] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - before.length - (after?.length ?? 0);
  if (halves.length > 2 || (after ? missing < 1 : missing !== 0)) return null;
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...(after ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return { value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n), bits: 128 };
}
