import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../base/app-error.ts';
import { answerError } from '../error-answer.ts';
import type { MethodsOf } from '../known-methods.ts';

/**
 * Serves the built console, and its page for every address that the console itself resolves. Without a folder there is
 * only the API. What is neither is answered NOT_FOUND, or METHOD_NOT_ALLOWED where another method would do.
 */
export async function addConsole(app: FastifyInstance, consoleFolder: string | null, methodsOf: MethodsOf): Promise<void> {
  if (consoleFolder !== null)
    await app.register(fastifyStatic, {
      root: consoleFolder,
      cacheControl: false,
      dotfiles: 'deny',
      setHeaders: (reply, path) =>
        reply.header('cache-control', /(^|[/\\])assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
    });
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url.split('?', 1)[0] ?? '');
    if (methods.length > 0) return notAllowed(methods, request, reply);
    if (consoleFolder !== null && isPage(request)) return reply.sendFile('index.html');
    return notFound(request, reply);
  });
}

function isPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}

function notAllowed(methods: readonly string[], request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const allow = methods.join(', ');
  const error = new AppError(
    'METHOD_NOT_ALLOWED',
    `${request.method} does nothing at this address; it takes ${allow}. Nothing was changed.`,
  );
  return answerError(error, request, reply.header('allow', allow)); // RFC 9110, section 15.5.6
}

function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answerError(
    new AppError('NOT_FOUND', 'There is nothing at this address. The interface is described at /api/docs.'),
    request,
    reply,
  );
}
