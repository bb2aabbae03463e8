import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '../../base/app-error.ts';

const derive = promisify(argon2);

/** Of argon2id, RFC 9106. */
interface Cost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP's password storage cheat sheet: 19 MiB, two passes, one lane. */
const presentCost: Cost = { memoryKiB: 19_456, passes: 2, lanes: 1 };
const tagBytes = 32;
/** Together they take at most 40 MB and half of the thread pool. */
const mostAtOnce = 2;
const mostWaiting = 40;

export interface PasswordHashing {
  /** A PHC string. */
  hash(password: string): Promise<string>;
  /** Costs the same whether there is a hash or not: the time must not tell which logins exist. `isOutdated` where the hash cost less than it would now. */
  verify(password: string, phc: string | null): Promise<{ readonly isRight: boolean; readonly isOutdated: boolean }>;
}

/** Hashes on the thread pool, a few at a time. Throws RATE_LIMITED when too many wait. */
export function createPasswordHashing(cost: Cost = presentCost): PasswordHashing {
  const slots = limitedTo(mostAtOnce, mostWaiting);
  const tag = (password: string, salt: Buffer, { memoryKiB, passes, lanes }: Cost): Promise<Buffer> =>
    slots(() =>
      derive('argon2id', {
        message: password.normalize('NFC'),
        nonce: salt,
        memory: memoryKiB,
        passes,
        parallelism: lanes,
        tagLength: tagBytes,
      }),
    );
  const nobody = { salt: randomBytes(16), tag: randomBytes(tagBytes), cost };
  return {
    async hash(password) {
      const salt = randomBytes(16);
      return writePhc({ salt, tag: await tag(password, salt, cost), cost });
    },
    async verify(password, phc) {
      const stored = phc === null ? nobody : readPhc(phc);
      const computed = await tag(password, stored.salt, stored.cost);
      const isRight = timingSafeEqual(computed, stored.tag) && phc !== null;
      return { isRight, isOutdated: stored.cost.memoryKiB < cost.memoryKiB || stored.cost.passes < cost.passes };
    },
  };
}

interface Hashed {
  readonly salt: Buffer;
  readonly tag: Buffer;
  readonly cost: Cost;
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

/** https://github.com/P-H-C/phc-string-format */
const writePhc = ({ salt, tag, cost }: Hashed): string =>
  `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=${cost.lanes}$${base64(salt)}$${base64(tag)}`;

const phcShape = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{43})$/;

function readPhc(phc: string): Hashed {
  const [, memory, passes, lanes, salt, tag] = phcShape.exec(phc) ?? [];
  if (salt === undefined || tag === undefined) throw new AppError('STORE_UNUSABLE', 'A password hash in the database is not of its form.');
  return {
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
    cost: { memoryKiB: Number(memory), passes: Number(passes), lanes: Number(lanes) },
  };
}

function limitedTo(atOnce: number, most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= most) throw new AppError('RATE_LIMITED', 'Too many people sign in at this moment. Try again in a few seconds.');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift(); // hands its place on
      if (next) next();
      else running -= 1;
    }
  };
}
