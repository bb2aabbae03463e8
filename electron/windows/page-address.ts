import { extname, join, normalize, sep } from 'node:path';
import { type DashboardView, dashboardViews } from '../../src/contracts/tray-app.ts';
import { type Language, languages } from '../../src/domain/words/language.ts';

/** Our pages have an origin of their own: no file:, no network. */
const pageOrigin = 'app://tray';

/** The language of a page is in its address: the window and the menu both change it there. */
export const pageAddress = (language: Language, view: DashboardView = 'overview'): string =>
  `${pageOrigin}/index.html?language=${language}#${view}`;

export const isOwnPage = (address: string): boolean => address.startsWith(`${pageOrigin}/`);

/** Null for an address that is none of ours, or names no language that we speak. */
export function languageInAddress(address: string): Language | null {
  if (!isOwnPage(address)) return null;
  const { searchParams } = new URL(address);
  return languages.find((language) => language === searchParams.get('language')) ?? null;
}

/** The view that an address of ours shows. */
export function viewInAddress(address: string): DashboardView {
  const fragment = isOwnPage(address) ? new URL(address).hash.slice(1) : '';
  return dashboardViews.find((view) => view === fragment) ?? 'overview';
}

export interface ServedFile {
  readonly file: string;
  readonly type: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The file of `folder` that an address names; null for any address that leads elsewhere or to a kind of file that no page has. */
export function servedFile(folder: string, address: string): ServedFile | null {
  if (!isOwnPage(address)) return null;
  const file = normalize(join(folder, decoded(new URL(address).pathname)));
  const type = types[extname(file)];
  return type !== undefined && file.startsWith(folder + sep) ? { file, type } : null;
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return ''; // half an escape sequence names no file
  }
}
