import type { SystemIdentity } from './inventory.ts';

/** `Windows 7 SP1 Professional x86`. */
export const systemName = ({ product, version, edition, arch }: SystemIdentity): string =>
  [product, version, edition, arch].filter((part) => part !== null).join(' ');
