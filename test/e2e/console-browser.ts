import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import type { BareStage } from './console-stage.ts';

const isMissing = (process.env.WARDWATCH_MISSING ?? '').split(',').includes('chromium');

if (isMissing)
  console.warn(
    'Skipped: the console in a browser. Chromium is not installed here and could not be (Debian\'s package "chromium", as root).',
  );

/** Groups tests that need a browser; where there is none they are skipped, and it is said why. */
export const inBrowser = isMissing ? describe.skip : describe;

export function launchBrowser(): Promise<Browser> {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', ...quiet] });
}

export interface Visit {
  readonly language?: 'vi' | 'en';
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly scale?: number;
  /** Whose session; the machine's administrator where nobody is named. */
  readonly as?: Readonly<Record<string, string>>;
}

export interface Visitors {
  /** A page of somebody who is signed in, at this place of the console. */
  open(hash: string, visit?: Visit): Promise<Page>;
  /** A page of somebody who is not. */
  stranger(address: string, visit?: Visit): Promise<Page>;
  /** What browsers complained about: errors of scripts, forbidden code, requests that failed. */
  readonly complaints: string[];
  close(): Promise<void>;
}

type Cookies = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** Signs in once, as sign-ins per minute are limited; every visitor after that has the session. */
async function letVisitorsIn(stage: BareStage): Promise<Visitors> {
  const browser = await launchBrowser();
  const complaints: string[] = [];
  let session: Cookies | undefined;
  const newPage = async ({ language, width = 1440, scheme = 'light', scale = 1 }: Visit, storageState?: Cookies): Promise<Page> => {
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width, height: 900 },
      colorScheme: scheme,
      deviceScaleFactor: scale,
      // The times on the page must not depend on where the browser is.
      timezoneId: 'America/New_York',
      locale: 'fr-FR',
      ...(storageState ? { storageState } : {}),
    });
    if (language) await context.addInitScript(`localStorage.setItem('wardwatch.language', '${language}')`);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    return page;
  };
  const sessionOf = (cookies: Readonly<Record<string, string>>): Cookies => ({
    cookies: Object.entries(cookies).map(([name, value]) => ({
      name,
      value,
      domain: new URL(stage.url).hostname,
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
    })),
    origins: [],
  });
  const sessionOnce = async (): Promise<Cookies> => {
    const page = await newPage({});
    await page.goto(await stage.signInLink());
    await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
    const state = await page.context().storageState();
    await page.context().close();
    return state;
  };
  return {
    complaints,
    async open(hash, visit = {}) {
      if (!visit.as) session ??= await sessionOnce();
      const page = await newPage(visit, visit.as ? sessionOf(visit.as) : session);
      await page.goto(`${stage.url}/${hash}`);
      await page.locator('main h1').waitFor();
      return page;
    },
    async stranger(address, visit = {}) {
      const page = await newPage(visit);
      await page.goto(address);
      // A language that is not the first one is fetched before anything is shown.
      await page.locator('main').waitFor();
      return page;
    },
    close: () => browser.close(),
  };
}

export interface OnStage<Kind extends BareStage> {
  readonly stage: Kind;
  readonly visitors: Visitors;
}

/** A collector with its visitors for the tests of one group: there before the first of them, gone after the last. */
export function onStage<Kind extends BareStage>(set: () => Promise<Kind>): OnStage<Kind> {
  let opened: OnStage<Kind> | null = null;
  const there = (): OnStage<Kind> => {
    if (!opened) throw new Error('The stage is there only while tests run.');
    return opened;
  };
  beforeAll(async () => {
    const stage = await set();
    opened = { stage, visitors: await letVisitorsIn(stage) };
  });
  afterAll(async () => {
    await opened?.visitors.close();
    await opened?.stage.close();
  });
  return {
    get stage() {
      return there().stage;
    },
    get visitors() {
      return there().visitors;
    },
  };
}
