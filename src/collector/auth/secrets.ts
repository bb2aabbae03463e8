import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes, base64url: 43 characters that cannot be guessed, so that a plain SHA-256 protects them in storage. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret, and what it is looked up by. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
