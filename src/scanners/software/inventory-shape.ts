import { z } from 'zod';
import { type Inventory, packageManagers, type SystemIdentity } from '../../domain/inventory/inventory.ts';

export const systemIdentity: z.ZodType<SystemIdentity> = z.strictObject({
  family: z.enum(['linux', 'windows', 'macos']),
  product: z.string().min(1),
  version: z.string().min(1).nullable(),
  edition: z.string().min(1).nullable(),
  build: z.int().nonnegative().nullable(),
  revision: z.int().nonnegative().nullable(),
  arch: z.enum(['x64', 'x86', 'arm64']).nullable(),
});

const softwareItem = z.strictObject({
  manager: z.enum(packageManagers),
  name: z.string().min(1),
  version: z.string().min(1).nullable(),
  arch: z.string(),
  source: z.strictObject({ name: z.string().min(1), version: z.string().min(1) }).exactOptional(),
  vendor: z.string().exactOptional(),
  channel: z.string().exactOptional(),
});

export const inventoryShape: z.ZodType<Inventory> = z.strictObject({
  system: systemIdentity,
  software: z.array(softwareItem).nullable(),
  updates: z.array(z.string()).nullable(),
  areUpdatesPartial: z.literal(true).exactOptional(),
});
