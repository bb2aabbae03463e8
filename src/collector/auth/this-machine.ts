import type { FastifyRequest } from 'fastify';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Not so when a proxy on this machine passes on what others ask. */
export function isFromThisMachine({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): boolean {
  return loopback.has(ip) && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}
