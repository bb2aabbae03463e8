// The whole module: an older Node lacks argon2, and an import of the name alone would end the process there.
import crypto from 'node:crypto';
import { codeHashPattern } from '../../domain/it-code.ts';

/** KiB, passes, lanes: the least that OWASP's Password Storage Cheat Sheet names for argon2id. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;

/** Made with a salt of its own: equal codes have unequal hashes. */
export async function hashCode(code: string): Promise<string> {
  const salt = crypto.randomBytes(16);
  const tag = await derive(code, salt, cost);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** False also for what is no hash. Takes the same time whatever differs. */
export async function isCodeOf(hash: string, code: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = codeHashPattern.exec(hash) ?? [];
  if (salt === undefined || tag === undefined) return false;
  const derived = await derive(code, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return crypto.timingSafeEqual(derived, Buffer.from(tag, 'base64'));
}

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };

/** Away from the main thread. The same word typed on two keyboards is one word: NFC. */
function derive(code: string, nonce: Buffer, { memory, passes, parallelism }: Cost): Promise<Buffer> {
  const message = Buffer.from(code.normalize('NFC'), 'utf8');
  return new Promise((resolve, reject) =>
    crypto.argon2('argon2id', { message, nonce, memory, passes, parallelism, tagLength }, (error, tag) =>
      error ? reject(error) : resolve(tag),
    ),
  );
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
