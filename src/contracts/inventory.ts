import { z } from 'zod';
import { type Inventory, type InventoryFrame, packageManagers, type SystemIdentity } from '../domain/inventory/inventory.ts';
import { inventoryLengths, mostSoftwareItems, mostUpdates } from '../domain/inventory/inventory-limits.ts';

const { name, version, arch, vendor, channel } = inventoryLengths;
const buildNumber = z.int().nonnegative().max(1_000_000).nullable();

const softwareItem = z.strictObject({
  manager: z.enum(packageManagers),
  name: z.string().min(1).max(name),
  version: z.string().min(1).max(version).nullable(),
  arch: z.string().max(arch),
  source: z.strictObject({ name: z.string().min(1).max(name), version: z.string().min(1).max(version) }).exactOptional(),
  vendor: z.string().max(vendor).exactOptional(),
  channel: z.string().max(channel).exactOptional(),
});

export const systemIdentity: z.ZodType<SystemIdentity> = z.strictObject({
  family: z.enum(['linux', 'windows', 'macos']),
  product: z.string().min(1).max(name),
  version: z.string().min(1).max(version).nullable(),
  edition: z.string().min(1).max(name).nullable(),
  build: buildNumber,
  revision: buildNumber,
  arch: z.enum(['x64', 'x86', 'arm64']).nullable(),
});
const updates = z
  .array(z.string().regex(/^KB\d{6,8}$/))
  .max(mostUpdates)
  .nullable();
const areUpdatesPartial = z.literal(true).exactOptional();

/** The system and software of an endpoint, as it travels in a summary and between installations. */
export const inventory: z.ZodType<Inventory> = z.strictObject({
  system: systemIdentity,
  software: z.array(softwareItem).max(mostSoftwareItems).nullable(),
  updates,
  areUpdatesPartial,
});

/** An inventory as a collector keeps it apart from its software. */
export const inventoryFrame: z.ZodType<InventoryFrame> = z.strictObject({
  system: systemIdentity,
  updates,
  areUpdatesPartial,
  hasSoftware: z.boolean(),
});
