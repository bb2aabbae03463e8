import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));
const rules = JSON.stringify({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });

/** What a page violates of WCAG AA and of good practice, each with its markup. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = violations.parse(await page.evaluate(`axe.run(document, ${rules}).then(({ violations }) => violations)`));
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** The same, and whether the page has to be scrolled sideways. */
export async function faultsOf(page: Page): Promise<string[]> {
  const isWide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
  return [...(await violationsOf(page)), ...(isWide === true ? ['scrolled sideways'] : [])];
}
