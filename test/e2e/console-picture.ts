import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Bytes of a picture of what is in view. Kept in docs/screenshots when WARDWATCH_SCREENSHOTS=1; taken all the same, so that a view that cannot be drawn is noticed. */
export async function takePicture(page: Page, name: string): Promise<number> {
  const kept =
    process.env.WARDWATCH_SCREENSHOTS === '1' ? { path: join(import.meta.dirname, '../../docs/screenshots', `${name}.png`) } : {};
  return (await page.screenshot(kept)).length;
}
