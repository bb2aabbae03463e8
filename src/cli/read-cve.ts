import { AppError } from '../base/app-error.ts';

/** Upper case. Throws USAGE for what is no CVE id. */
export function readCve(text: string): string {
  const cve = text.trim().toUpperCase();
  if (/^CVE-\d{4}-\d{4,12}$/.test(cve)) return cve;
  throw new AppError('USAGE', `"${text.slice(0, 60)}" is no CVE id. One looks like CVE-2025-49751.`);
}
