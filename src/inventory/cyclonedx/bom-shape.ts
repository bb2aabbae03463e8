import { z } from 'zod';

const text = z.string().max(4096);
const property = z.looseObject({ name: text.optional(), value: text.optional() });

/** What we read of a component; documents of others hold more. */
const component = z.looseObject({
  type: text,
  name: text,
  version: text.optional(),
  publisher: text.optional(),
  supplier: z.looseObject({ name: text.optional() }).optional(),
  purl: text.optional(),
  properties: z.array(property).max(1000).optional(),
  components: z.array(z.unknown()).max(100_000).optional(),
});
export type BomComponent = z.infer<typeof component>;
export const bomComponent: z.ZodType<BomComponent> = component;

/** CycloneDX in JSON, from 1.2 on, when it came to be. */
export const bomDocument = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string().regex(/^1\.[2-9]$/),
  metadata: z.looseObject({ component: component.optional(), properties: z.array(property).max(10_000).optional() }).optional(),
  components: z.array(z.unknown()).max(100_000).optional(),
});
export type BomDocument = z.infer<typeof bomDocument>;

/** The first value of a property, null where there is none. */
export const propertyOf = (
  holder: { properties?: readonly z.infer<typeof property>[] | undefined } | undefined,
  name: string,
): string | null => holder?.properties?.find((one) => one.name === name)?.value ?? null;
