import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../base/app-error.ts';
import { answerError } from '../error-answer.ts';

/**
 * Serves the built console, and its page for every address that the console itself resolves. Without a folder there is
 * only the API. What is neither is answered NOT_FOUND.
 */
export async function addConsole(app: FastifyInstance, consoleFolder: string | null): Promise<void> {
  if (consoleFolder !== null)
    await app.register(fastifyStatic, {
      root: consoleFolder,
      cacheControl: false,
      dotfiles: 'deny',
      setHeaders: (reply, path) =>
        reply.header('cache-control', /(^|[/\\])assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
    });
  app.setNotFoundHandler((request, reply) => {
    if (consoleFolder !== null && isPage(request)) return reply.sendFile('index.html');
    return notFound(request, reply);
  });
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}

function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answerError(
    new AppError('NOT_FOUND', 'There is nothing at this address. The interface is described at /api/docs.'),
    request,
    reply,
  );
}
