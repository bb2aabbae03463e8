/** Layouts as samparse of RegRipper and [MS-DTYP] 2.4.2.2 have them; the hive is the test's own. */
const domains = 'HKEY_LOCAL_MACHINE\\SAM\\SAM\\Domains';
const machine = [1111, 2222, 3333] as const;
export const machineId = `S-1-5-21-${machine.join('-')}`;
export const acb = { disabled: 0x1, passwordNotRequired: 0x4, normal: 0x10, workstation: 0x80, neverExpires: 0x200 } as const;

export interface SamAccount {
  readonly name: string | null;
  readonly rid: number;
  readonly flags: number;
  readonly ridInRecord?: number;
  readonly passwordSet?: bigint;
  /** Who last signed in, and when, changes all day. */
  readonly lastSignIn?: bigint;
}

export interface SamHive {
  readonly accounts: readonly SamAccount[];
  /** Members by the number of a built-in group. */
  readonly groups: Readonly<Record<number, readonly string[]>>;
}

/** A machine as it is delivered: the two accounts that every Windows has, and a person in the group of administrators. */
export const deliveredSam: SamHive = {
  accounts: [
    { name: 'Administrator', rid: 500, flags: acb.normal | acb.disabled | acb.neverExpires },
    { name: 'Guest', rid: 501, flags: acb.normal | acb.disabled | acb.passwordNotRequired, passwordSet: 0n },
    { name: 'kỹ thuật', rid: 1001, flags: acb.normal },
  ],
  groups: { 544: [`${machineId}-500`, `${machineId}-1001`, 'S-1-5-21-7-8-9-512'], 545: ['S-1-5-4', 'S-1-5-11'], 546: [`${machineId}-501`] },
};

/** The hive as registry text; it takes the place of what was there. */
export function samText({ accounts, groups }: SamHive): string {
  const users = accounts.flatMap((account) => [
    `[${domains}\\Account\\Users\\${key(account.rid)}]`,
    `"F"=${binary(recordOf(account))}`,
    `"V"=${binary(Buffer.from('a hash that nobody may read'))}`,
    ...(account.name === null ? [] : [`[${domains}\\Account\\Users\\Names\\${account.name}]`, `@=hex(${account.rid.toString(16)}):`]),
  ]);
  const aliases = Object.entries(groups).flatMap(([rid, members]) => [
    `[${domains}\\Builtin\\Aliases\\${key(Number(rid))}]`,
    `"C"=${binary(aliasOf(Number(rid), members))}`,
  ]);
  const v = Buffer.alloc(284);
  for (const [index, part] of machine.entries()) v.writeUInt32LE(part, v.length - 12 + 4 * index);
  return [
    `[-${domains}]`,
    `[${domains}\\Account]`,
    `"V"=${binary(v)}`,
    `[${domains}\\Account\\Users\\Names]`,
    ...users,
    `[${domains}\\Builtin\\Aliases\\Members]`,
    ...aliases,
    '',
  ].join('\n');
}

const key = (rid: number): string => rid.toString(16).toUpperCase().padStart(8, '0');
const binary = (bytes: Buffer): string => `hex:${(bytes.toString('hex').match(/../g) ?? []).join(',')}`;

function recordOf({ rid, ridInRecord = rid, flags, passwordSet = 133_000_000_000_000_000n, lastSignIn = 0n }: SamAccount): Buffer {
  const record = Buffer.alloc(80);
  record.writeUInt16LE(3, 0);
  record.writeBigUInt64LE(lastSignIn, 8);
  record.writeBigUInt64LE(passwordSet, 24);
  record.writeUInt32LE(ridInRecord, 48);
  record.writeUInt16LE(flags, 56);
  return record;
}

function aliasOf(rid: number, members: readonly string[]): Buffer {
  const name = Buffer.from('Quản trị', 'utf16le');
  const sids = Buffer.concat(members.map(sidBytes));
  const head = Buffer.alloc(0x34);
  head.writeUInt32LE(rid, 0);
  head.writeUInt32LE(0, 0x10);
  head.writeUInt32LE(name.length, 0x14);
  head.writeUInt32LE(name.length, 0x1c);
  head.writeUInt32LE(name.length, 0x28);
  head.writeUInt32LE(sids.length, 0x2c);
  head.writeUInt32LE(members.length, 0x30);
  return Buffer.concat([head, name, sids]);
}

export function sidBytes(sid: string): Buffer {
  const [authority = 0, ...parts] = sid.split('-').slice(2).map(Number);
  const bytes = Buffer.alloc(8 + 4 * parts.length);
  bytes.writeUInt8(1, 0);
  bytes.writeUInt8(parts.length, 1);
  bytes.writeUIntBE(authority, 2, 6);
  for (const [index, part] of parts.entries()) bytes.writeUInt32LE(part, 8 + 4 * index);
  return bytes;
}
