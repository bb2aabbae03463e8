import { z } from 'zod';
import type { Unreadable } from '../../domain/coverage.ts';
import { unreadable } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';
import { walkFiles } from '../walk-files.ts';
import { certificateThings } from './certificate-things.ts';

/** Sources of trust, what is made from them, and loose files beside those (update-ca-certificates(8), update-ca-trust(8)). */
const places = [
  '/usr/local/share/ca-certificates',
  '/usr/share/ca-certificates',
  '/etc/pki/ca-trust/source/anchors',
  '/usr/share/pki/ca-trust-source/anchors',
  '/etc/ssl/certs',
  '/etc/pki/tls/certs',
] as const;

/** Certificates that every program of the machine trusts (T1553.004): one thing each, in however many files it stands. */
export const rootCertificates = defineScanner({
  id: 'root-certificates',
  runsOn: ['linux'],
  everyMinutes: 60,
  timeoutMs: 60_000,
  watches: [{ kind: 'root-certificate', places }],
  facts: z.strictObject({ files: z.array(z.strictObject({ path: z.string(), text: z.string() })), unreadable: z.array(unreadable) }),
  collect: async ({ host, signal }) => {
    const walk = await walkFiles(host.files, places, signal, (path) => /\.(crt|pem|cer|0)$/.test(path));
    const files: { path: string; text: string }[] = [];
    const hidden: Unreadable[] = [...walk.unreadable];
    for (const { path, state } of walk.files.filter(({ state: { digest } }) => digest !== null)) {
      const text = host.files.readText(path, 8 * 1024 * 1024);
      if (text.status === 'read') files.push({ path, text: text.value });
      else hidden.push({ subject: path, reason: text.status === 'unreadable' ? text.reason : `vanished (${state.size})` });
    }
    return { files, unreadable: hidden };
  },
  judge: ({ files, unreadable: hidden }) => ({ things: certificateThings(files), unreadable: hidden }),
});
