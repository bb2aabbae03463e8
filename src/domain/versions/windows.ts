import { putNumber } from './key-bytes.ts';
import { refuse, type VersionRefusal } from './version-refusal.ts';

const form = /^\d+(?:\.\d+)*$/;
const windows10 = /^0*10\.0+\.(?=\d)/;

/** Numbers with dots between, as builds of Windows are written: with or without `10.0.` before them; numbers left out at the end are zero. */
export function putWindowsBuild(key: number[], version: string): VersionRefusal | null {
  if (!form.test(version)) return version === '' ? refuse('empty') : refuse('form');
  const parts = version.replace(windows10, '').split('.');
  while (/^0+$/.test(parts.at(-1) ?? '')) parts.pop();
  for (const part of parts) putNumber(key, part);
  return null;
}
