import { z } from 'zod';
import { bomFaults, type ImportRefusal, machineName, maxCaptureBytes, mostCaptureFiles } from '../domain/inventory/capture.ts';
import { isoInstant } from './finding.ts';
import { cursor, pageQuery } from './http-api.ts';
import { systemIdentity } from './inventory.ts';
import { fileName } from './warnings.ts';

const captureFile = z.strictObject({
  name: fileName,
  /** The bytes of the file as they are, in base64: its encoding is part of what is read. */
  content: z.base64().max(4 * Math.ceil(maxCaptureBytes / 3)),
});

/** Files that a person saved on one machine. */
export const captureUpload = z.strictObject({
  files: z.array(captureFile).min(1).max(mostCaptureFiles),
  /** Where the files do not name the machine. */
  hostname: z.string().regex(machineName).optional(),
});
export type CaptureUpload = z.infer<typeof captureUpload>;

export const machineImport = captureUpload.extend({ unitId: z.uuid() });

const refusal: z.ZodType<ImportRefusal> = z.discriminatedUnion('code', [
  z.strictObject({ code: z.enum(['no-files', 'system-missing', 'unnamed']) }),
  z.strictObject({ code: z.literal('too-many-files'), most: z.int() }),
  z.strictObject({ code: z.literal('too-large'), file: z.string(), maxBytes: z.int() }),
  z.strictObject({ code: z.literal('not-a-capture'), file: z.string() }),
  z.strictObject({ code: z.literal('several-captures'), files: z.array(z.string()) }),
  z.strictObject({ code: z.literal('different-machines'), hostnames: z.array(z.string()) }),
  z.strictObject({ code: z.literal('named-otherwise'), hostname: z.string() }),
  z.strictObject({
    code: z.literal('system-untold'),
    file: z.string(),
    why: z.enum(['shared-build', 'unknown-build', 'contradiction']),
    name: z.string().nullable(),
    build: z.int(),
  }),
  z.strictObject({ code: z.literal('bom-unreadable'), file: z.string(), why: z.enum(bomFaults) }),
  z.strictObject({ code: z.enum(['bom-beside-others', 'bom-without-system']), file: z.string() }),
]);

/** What was recognised, for a person to confirm. */
const recognisedMachine = z.strictObject({
  hostname: z.string(),
  system: systemIdentity,
  updates: z.array(z.string()).nullable(),
  areUpdatesComplete: z.boolean(),
  /** Null where day and month cannot be told apart. */
  installedAt: z.iso.date().nullable(),
});
export type RecognisedMachine = z.infer<typeof recognisedMachine>;

export const captureReading = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('read'), machine: recognisedMachine }),
  z.strictObject({ status: z.literal('refused'), reason: refusal }),
]);

/** A machine without an agent, as a person brought it. */
export const importedMachine = z.strictObject({
  machineId: z.uuid(),
  hostname: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  /** Null where its inventory was not taken apart. */
  system: systemIdentity.nullable(),
  /** How many are known to be installed; null where that could not be read. */
  updates: z.int().nonnegative().nullable(),
  areUpdatesComplete: z.boolean(),
  importedAt: isoInstant,
  importedBy: z.string(),
  /** Names of the files. */
  source: z.string(),
  /** An agent of the same name reports from the unit by now, and counts in its place. */
  hasAgent: z.boolean(),
});
export type ImportedMachine = z.infer<typeof importedMachine>;

export const importedMachineQuery = pageQuery.extend({ unitId: z.uuid().optional() });
export const importedMachinePage = z.strictObject({ items: z.array(importedMachine), nextCursor: cursor.nullable() });
