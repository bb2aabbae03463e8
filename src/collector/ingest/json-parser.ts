import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseBoundedJson } from './bounded-json.ts';
import { inflateBody } from './inflate-body.ts';

/** More than any body that comes from someone unknown. */
const mostInflatedBytes = 64 * 1024;

/** Reads JSON bodies, plain or gzip, and no other kind; without a bound of their own for routes that anyone may call. */
export function addSmallJsonParser(app: FastifyInstance, mostBytes: number = mostInflatedBytes): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: Pick<FastifyRequest, 'headers'>, body: Buffer) => {
    return parseBoundedJson(await inflateBody(body, request.headers['content-encoding'], mostBytes)).json;
  });
}
