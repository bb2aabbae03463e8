import { createHash } from 'node:crypto';
import type { WatchedThing } from '../../domain/thing.ts';

const keyPart = /(?:^|\s)((?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+)\s+([A-Za-z0-9+/]+={0,2})(?:\s+(.*))?$/;

/**
 * Pure. The keys of an authorized_keys file (sshd(8)), each known by its SHA-256 fingerprint as ssh-keygen shows it. A
 * line that is no key is a thing too: what sshd may read and we do not is never passed over.
 */
export function keysOf(path: string, text: string): WatchedThing[] {
  return text.split('\n').flatMap((raw) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return [];
    const [whole, type, blob, comment] = keyPart.exec(line) ?? [];
    if (whole === undefined || !type || !blob) return [thing(path, `line ${sha256(Buffer.from(line))}`, { type: 'not understood' })];
    const options = line.slice(0, line.length - whole.length).trim();
    return [thing(path, sha256(Buffer.from(blob, 'base64')), { type, options, comment: comment ?? '' })];
  });
}

const thing = (path: string, name: string, state: WatchedThing['state']): WatchedThing => ({
  kind: 'authorized-key',
  key: `${path} ${name}`,
  state,
});

const sha256 = (bytes: Buffer): string => `SHA256:${createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '')}`;

const ownFiles = ['.ssh/authorized_keys', '.ssh/authorized_keys2'] as const;

/** Pure. The patterns of AuthorizedKeysFile in an sshd_config(5), the defaults when it sets none. */
export function keyFilePatterns(sshdConfig: string): readonly string[] {
  const set = [...sshdConfig.matchAll(/^\s*AuthorizedKeysFile[\s=]+(.+)$/gim)].flatMap(([, value = '']) => value.trim().split(/\s+/));
  const named = set.map((value) => value.replaceAll('"', '')).filter((value) => value !== 'none');
  return named.length > 0 ? [...new Set([...named, ...ownFiles])] : ownFiles;
}

/** Pure. A pattern for one account: %h, %u, %U and %% are replaced, a relative path lies below the home folder. */
export function keyFileOf(pattern: string, account: { readonly name: string; readonly uid: number; readonly home: string }): string {
  const tokens: Readonly<Record<string, string>> = { '%h': account.home, '%u': account.name, '%U': String(account.uid), '%%': '%' };
  const path = pattern.replaceAll(/%[huU%]/g, (token) => tokens[token] ?? token);
  return path.startsWith('/') ? path : `${account.home === '/' ? '' : account.home}/${path}`;
}
