import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inBrowser, onStage, type Visit } from './console-browser.ts';
import { takePicture } from './console-picture.ts';
import { setStage } from './console-stage.ts';
import { setWarnedStage } from './console-warned-stage.ts';
import { letters, pasted } from './console-warned-story.ts';

inBrowser('the console as it is delivered', () => {
  const on = onStage(setStage);

  test('the first page needs less than 120 kB of script', () => {
    const html = readFileSync(join(on.stage.consoleFolder, 'index.html'), 'utf8');
    const scripts = globSync('assets/*.js', { cwd: on.stage.consoleFolder }).filter((path) => html.includes(path));
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(on.stage.consoleFolder, path)), { level: 9 }).length, 0);
    expect(bytes).toBeLessThan(120_000);
  });

  test('nothing in it is written into the page or made at run time, and its policy forbids both', async () => {
    const html = readFileSync(join(on.stage.consoleFolder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=/);
    const page = await on.visitors.open('#/');
    const answer = await page.request.get(on.stage.url);
    const policy = answer.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(on.visitors.complaints).toEqual([]);
    await page.evaluate("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))");
    expect(await page.evaluate('window.ran'), 'a script that somebody wrote into the page').toBeUndefined();
  });

  const views: readonly (Visit & { readonly name: string; readonly page: 'overview' | 'endpoint' })[] = [
    { name: 'console-vi-light', page: 'overview', language: 'vi', scheme: 'light' },
    { name: 'console-en-dark', page: 'overview', language: 'en', scheme: 'dark' },
    { name: 'console-vi-light-360', page: 'overview', language: 'vi', scheme: 'light', width: 360, scale: 2 },
    { name: 'console-endpoint-vi-light', page: 'endpoint', language: 'vi', scheme: 'light' },
    { name: 'console-endpoint-en-dark-360', page: 'endpoint', language: 'en', scheme: 'dark', width: 360, scale: 2 },
  ];
  test.for(views)('a picture for the documentation: $name', async ({ name, page: which, ...visit }) => {
    const page = await on.visitors.open(which === 'overview' ? '#/' : `#/endpoints/${on.stage.machines.reception.endpointId}`, visit);
    await page.getByText('/etc/cron.d/sys-backup').first().waitFor();
    const isNarrow = visit.width !== undefined;
    await page.setViewportSize({ width: visit.width ?? 1440, height: isNarrow ? 780 : 1320 });
    expect(await takePicture(page, name)).toBeGreaterThan(20_000);
  });
});

inBrowser('the pages of warnings as they are delivered', () => {
  const on = onStage(setWarnedStage);

  const views: readonly (Visit & { readonly name: string; readonly page: 'list' | 'one' | 'form'; readonly height: number })[] = [
    { name: 'console-warnings-vi-light', page: 'list', language: 'vi', scheme: 'light', height: 960 },
    { name: 'console-warning-vi-light', page: 'one', language: 'vi', scheme: 'light', height: 1320 },
    { name: 'console-warning-en-dark-360', page: 'one', language: 'en', scheme: 'dark', width: 360, scale: 2, height: 960 },
    { name: 'console-warning-entry-vi-light', page: 'form', language: 'vi', scheme: 'light', height: 1320 },
  ];
  test.for(views)('a picture for the documentation: $name', async ({ name, page: which, height, ...visit }) => {
    const page = await on.visitors.open(which === 'form' ? '#/warnings/new' : '#/warnings', visit);
    if (which === 'one') {
      await page.getByRole('link', { name: letters[0].number }).first().click();
      await page.getByText('CVE-2026-90105').nth(1).waitFor();
    }
    if (which === 'form') {
      await page.getByLabel('Dán văn bản vào đây').fill(pasted);
      await page.getByRole('button', { name: 'Nhận dạng văn bản' }).click();
      await page.getByRole('group').first().waitFor();
    }
    await page.evaluate('document.activeElement.blur(); window.scrollTo(0, 0)');
    await page.mouse.move(0, 0);
    await page.setViewportSize({ width: visit.width ?? 1440, height });
    expect(await takePicture(page, name)).toBeGreaterThan(20_000);
  });
});
