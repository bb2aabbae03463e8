import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import type { DashboardView } from '../../../src/contracts/tray-app.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));
const rules = JSON.stringify({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });

const loading = /^(Đang tải…|Loading…|Đang đối chiếu.*|Matching the.*)$/;

/** The dashboard as a person uses it. */
export interface DashboardPage {
  readonly page: Page;
  sentence(): Promise<string>;
  /** Goes to a view by its link. */
  show(view: DashboardView): Promise<void>;
  card(title: string | RegExp): Locator;
  fact(name: string): Promise<string>;
  unfoldAll(): Promise<unknown>;
  /** Resolves when nothing is being loaded any more. */
  settled(): Promise<void>;
  speak(language: 'Tiếng Việt' | 'English'): Promise<void>;
  expectNoViolations(): Promise<void>;
}

export function dashboardPage(page: Page): DashboardPage {
  return {
    page,
    sentence: () => page.locator('h1').innerText(),
    show: (view) => page.locator(`nav a[href="#${view}"]`).click(),
    card: (title) => page.getByRole('article').filter({ has: page.getByRole('heading', { name: title }) }),
    fact: (name) =>
      page
        .locator('.fact')
        .filter({ has: page.locator('dt', { hasText: name }) })
        .locator('dd')
        .innerText(),
    unfoldAll: () => page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true'),
    settled: () => expect.poll(() => page.getByText(loading).count(), { timeout: 60_000, interval: 50 }).toBe(0),
    speak: (language) => page.getByRole('button', { name: language }).click(),
    async expectNoViolations() {
      await page.evaluate(axeSource);
      const found = violations.parse(await page.evaluate(`axe.run(document, ${rules}).then(({ violations }) => violations)`));
      expect(found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    },
  };
}
