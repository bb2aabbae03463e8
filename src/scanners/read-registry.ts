import { z } from 'zod';
import { AppError } from '../base/app-error.ts';
import type { RegistryData, RegistryKey } from '../domain/registry-key.ts';
import type { Unreadable } from '../domain/coverage.ts';
import { unreadable } from './fact-shapes.ts';
import type { ScanContext } from './scanner.ts';

const registryData: z.ZodType<RegistryData> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['sz', 'expand-sz', 'link']), text: z.string() }),
  z.strictObject({ type: z.literal('multi-sz'), lines: z.array(z.string()) }),
  z.strictObject({ type: z.literal('dword'), number: z.int().nonnegative() }),
  z.strictObject({ type: z.literal('qword'), number: z.bigint() }),
  z.strictObject({ type: z.literal('bytes'), typeNumber: z.int(), hex: z.string() }),
]);

const registryKey: z.ZodType<RegistryKey> = z.strictObject({
  path: z.string().min(1),
  values: z.array(z.strictObject({ name: z.string(), data: registryData })),
});

export interface RegistryFacts {
  readonly keys: readonly RegistryKey[];
  readonly unreadable: readonly Unreadable[];
}

export const registryFacts: z.ZodType<RegistryFacts> = z.strictObject({ keys: z.array(registryKey), unreadable: z.array(unreadable) });

/** Keys at or below `patterns`. Throws PLATFORM_UNSUPPORTED where there is no registry. */
export async function readRegistry(patterns: readonly string[], { host, signal }: ScanContext): Promise<RegistryFacts> {
  if (!host.readRegistry) throw new AppError('PLATFORM_UNSUPPORTED', 'This machine has no registry that could be read.');
  const { value, unreadable: hidden } = await host.readRegistry(patterns, signal);
  return { keys: value.keys, unreadable: hidden };
}
