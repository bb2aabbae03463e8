import type { FastifyInstance } from 'fastify';

/** The methods under which a path is known, in the order of their registration; none for a path that leads nowhere. */
export type MethodsOf = (path: string) => readonly string[];

/** Notes the routes that are registered after it. One that takes any path, as for files of the console, says nothing of a path. */
export function observeMethods(app: FastifyInstance): MethodsOf {
  const methods = new Map<string, string[]>();
  app.addHook('onRoute', ({ url, method }) => {
    if (!url.includes('*')) methods.set(url, [...(methods.get(url) ?? []), ...[method].flat()]);
  });
  return (path) => {
    const segments = path.split('/');
    const known = [...methods].filter(([pattern]) => isAt(pattern.split('/'), segments));
    return [...new Set(known.flatMap(([, names]) => names))];
  };
}

function isAt(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.length === segments.length && pattern.every((part, at) => part.startsWith(':') || part === segments[at]);
}
