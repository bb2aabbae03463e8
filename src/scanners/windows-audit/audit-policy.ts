import { createHash } from 'node:crypto';
import type { Attributes } from '../../domain/thing.ts';

/**
 * The categories of the audit policy, with the names of their subcategories in the order of the value. Where the sources disagree
 * (auditpol of RegRipper and auditpol of dissect.target, for different versions of Windows), there is null: such a one is told by its number.
 */
const categories: readonly { readonly name: string; readonly parts: readonly (string | null)[] }[] = [
  {
    name: 'System',
    parts: ['Security State Change', 'Security System Extension', 'System Integrity', 'IPsec Driver', 'Other System Events'],
  },
  { name: 'Logon/Logoff', parts: ['Logon', 'Logoff', 'Account Lockout', 'IPsec Main Mode', null, null, null, 'Other Logon/Logoff Events'] },
  { name: 'Object Access', parts: ['File System', 'Registry', 'Kernel Object', 'SAM'] },
  { name: 'Privilege Use', parts: ['Sensitive Privilege Use', 'Non Sensitive Privilege Use', 'Other Privilege Use Events'] },
  { name: 'Detailed Tracking', parts: ['Process Creation', 'Process Termination', 'DPAPI Activity', 'RPC Events'] },
  {
    name: 'Policy Change',
    parts: ['Audit Policy Change', 'Authentication Policy Change', 'Authorization Policy Change', 'MPSSVC Rule-Level Policy Change'],
  },
  {
    name: 'Account Management',
    parts: ['User Account Management', 'Computer Account Management', 'Security Group Management', 'Distribution Group Management'],
  },
  { name: 'DS Access', parts: ['Directory Service Access', 'Directory Service Changes', 'Directory Service Replication'] },
  { name: 'Account Logon', parts: ['Credential Validation', 'Kerberos Service Ticket Operations', 'Other Account Logon Events'] },
];
const meanings = ['off', 'success', 'failure', 'success and failure'];
const headBytes = 12;

/**
 * Pure. What the value of HKLM\SECURITY\Policy\PolAdtEv (Windows 7 and later) says is logged: two bytes for each subcategory after a
 * head of twelve, then, where the head points, how many each category has. A value that does not agree with itself is told by its
 * digest and by which of its bytes are not zero.
 */
export function auditPolicyState(hex: string): Attributes {
  const bytes = Buffer.from(hex, 'hex');
  const counts = countsOf(bytes);
  if (counts === null) return notUnderstood(bytes);
  let offset = headBytes;
  const told = counts.flatMap((count, category) =>
    Array.from({ length: count }, (_, index) => {
      const value = bytes.readUInt16LE(offset);
      offset += 2;
      return { name: nameOf(category, index), value };
    }),
  );
  return {
    off: told.filter(({ value }) => value === 0).map(({ name }) => name),
    logged: told.filter(({ value }) => value !== 0).map(({ name, value }) => `${name}: ${meanings[value] ?? value}`),
  };
}

/** Null unless the subcategories of all categories fill exactly what lies between head and counts. */
function countsOf(bytes: Buffer): number[] | null {
  if (bytes.length < headBytes) return null;
  const number = bytes.readUInt16LE(4);
  const foot = bytes.readUInt16LE(8);
  if (number !== categories.length || foot + 2 * number !== bytes.length) return null;
  const counts = Array.from({ length: number }, (_, index) => bytes.readUInt16LE(foot + 2 * index));
  return headBytes + 2 * counts.reduce((sum, count) => sum + count, 0) === foot ? counts : null;
}

function nameOf(category: number, index: number): string {
  const { name, parts } = categories[category] ?? { name: `category ${category + 1}`, parts: [] };
  const part = parts[index];
  return part ? `${name}: ${part}` : `${name}: number ${index + 1}`;
}

function notUnderstood(bytes: Buffer): Attributes {
  const set = [...bytes.entries()].filter(([, byte]) => byte !== 0).slice(0, 500);
  return {
    layout: 'not understood',
    digest: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    bytesNotZero: set.map(([index, byte]) => `${index}=${byte}`),
  };
}
