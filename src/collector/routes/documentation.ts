import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { productVersion } from '../../base/version.ts';
import { sessionCookie } from '../auth/session-cookie.ts';

const description = [
  'Read with a session of the console or with an API token. Agents sign their requests with HTTP Message Signatures (RFC 9421), Ed25519,',
  'over the method, the path and Content-Digest. Every error is `{ code, message }`.',
].join(' ');

/** Describes the routes that are registered after it, at /api/docs and as JSON at /api/docs/json. */
export async function addDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'WardWatch collector', version: productVersion, description },
      components: {
        securitySchemes: { apiToken: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: sessionCookie } },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: {
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data:",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    },
  });
}
