/** What the security accounts manager keeps of a local account in the fixed part of its record, the value F. */
export interface AccountRecord {
  /** Should be the one that the key is named by: whoever signs in becomes the account that stands here. */
  readonly rid: number;
  readonly isDisabled: boolean;
  readonly needsPassword: boolean;
  readonly passwordExpires: boolean;
  /** False also where the password has to be changed at the next sign-in. */
  readonly isPasswordSet: boolean;
  /** An account of a person or a program, and none of a machine or a domain. */
  readonly isOrdinary: boolean;
}

// Offsets as samparse of RegRipper (H. Carvey) reads them; flags are the USER_ACCOUNT codes of [MS-SAMR] 2.2.1.12.
const at = { passwordSet: 24, rid: 48, flags: 56 };
const flag = { disabled: 0x1, passwordNotRequired: 0x4, normal: 0x10, doesNotExpire: 0x200 };

/** Pure. Null for what is too short to be such a record. */
export function accountRecord(hex: string): AccountRecord | null {
  const bytes = Buffer.from(hex, 'hex');
  if (bytes.length < at.flags + 2) return null;
  const flags = bytes.readUInt16LE(at.flags);
  return {
    rid: bytes.readUInt32LE(at.rid),
    isDisabled: (flags & flag.disabled) !== 0,
    needsPassword: (flags & flag.passwordNotRequired) === 0,
    passwordExpires: (flags & flag.doesNotExpire) === 0,
    isPasswordSet: bytes.readBigUInt64LE(at.passwordSet) !== 0n,
    isOrdinary: (flags & flag.normal) !== 0,
  };
}

/** Pure. The identifier of this machine stands in the last twelve bytes of the value V of its own domain, as three numbers. */
export function machineSid(hex: string): string | null {
  const end = Buffer.from(hex, 'hex').subarray(-12);
  if (end.length < 12 || hex.length < 2 * 52) return null;
  return `S-1-5-21-${end.readUInt32LE(0)}-${end.readUInt32LE(4)}-${end.readUInt32LE(8)}`;
}

const mostMembers = 10_000;
const head = 0x34;

/** Pure. The members of a local group, from its value C: identifiers one after the other. Null where they are not all there. */
export function groupMembers(hex: string): string[] | null {
  const bytes = Buffer.from(hex, 'hex');
  if (bytes.length < head) return null;
  const count = bytes.readUInt32LE(0x30);
  if (count > mostMembers) return null;
  const sids: string[] = [];
  let offset = head + bytes.readUInt32LE(0x28);
  for (let index = 0; index < count; index += 1) {
    const sid = sidAt(bytes, offset);
    if (sid === null) return null;
    sids.push(sid.text);
    offset += sid.length;
  }
  return sids;
}

/** A security identifier as bytes: [MS-DTYP] 2.4.2.2. */
function sidAt(bytes: Buffer, offset: number): { readonly text: string; readonly length: number } | null {
  const parts = bytes[offset + 1] ?? 0;
  const length = 8 + 4 * parts;
  if (bytes[offset] !== 1 || parts > 15 || offset + length > bytes.length) return null;
  const numbers = Array.from({ length: parts }, (_, index) => bytes.readUInt32LE(offset + 8 + 4 * index));
  return { text: ['S', 1, bytes.readUIntBE(offset + 2, 6), ...numbers].join('-'), length };
}
