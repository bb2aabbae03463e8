import { z } from 'zod';

/** An item of a tray's menu, as the desktop is told of it. */
export interface ShownItem {
  readonly id: number;
  readonly label: string;
  readonly isSeparator: boolean;
  readonly isEnabled: boolean;
  /** Null for what cannot be checked. */
  readonly isChecked: boolean | null;
  readonly items: readonly ShownItem[];
}

const boxed = z.object({ value: z.unknown() });
const variant = <Value>(value: z.ZodType<Value>) => boxed.transform((box) => box.value).pipe(value);
// An underscore marks a key of the keyboard, and two are one.
const label = z.string().transform((text) => text.replaceAll(/_(.?)/g, '$1'));
const item = z.tuple([
  z.number(),
  z.object({
    label: variant(label).optional(),
    type: variant(z.string()).optional(),
    enabled: variant(z.boolean()).optional(),
    'toggle-state': variant(z.number()).optional(),
  }),
  z.array(variant(z.unknown())),
]);

/** The items of what `com.canonical.dbusmenu.GetLayout` answers for its root. */
export function readMenu(layout: unknown): ShownItem[] {
  const [, , children] = item.parse(layout);
  return children.map((child) => {
    const [id, properties] = item.parse(child);
    const state = properties['toggle-state'];
    return {
      id,
      label: properties.label ?? '',
      isSeparator: properties.type === 'separator',
      isEnabled: properties.enabled ?? true,
      isChecked: state === undefined ? null : state === 1,
      items: readMenu(child),
    };
  });
}
