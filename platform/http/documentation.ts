import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '#platform/operation/index.ts';
import { languageOf } from './language.ts';
import { openApiDocument } from './openapi.ts';
import { referencePage, referenceStyles } from './reference-page.ts';

interface Made {
  readonly plain: string;
  readonly gzip: Buffer;
}

/** The OpenAPI document and its readable form; each is made once, when first asked for. */
export const registerDocumentation = (app: FastifyInstance, services: Services, version: string): void => {
  const made = new Map<string, Made>();
  const once = (key: string, make: () => string): Made => {
    const found = made.get(key);
    if (found) return found;
    const plain = make();
    const fresh = { plain, gzip: gzipSync(plain) };
    made.set(key, fresh);
    return fresh;
  };
  const send = (request: FastifyRequest, reply: FastifyReply, type: string, { plain, gzip }: Made): FastifyReply => {
    reply
      .type(type)
      .header('cache-control', 'public, max-age=300')
      .header('vary', 'accept-encoding, accept-language, cookie');
    if (!String(request.headers['accept-encoding'] ?? '').includes('gzip')) return reply.send(plain);
    return reply.header('content-encoding', 'gzip').send(gzip);
  };
  app.get('/api/openapi.json', (request, reply) =>
    send(
      request,
      reply,
      'application/json; charset=utf-8',
      once('openapi', () => JSON.stringify(openApiDocument(services.composition, version))),
    ),
  );
  app.get('/api', (request, reply) => {
    const language = languageOf(request);
    const page = once(language, () => referencePage(services.composition, language));
    return send(request, reply, 'text/html; charset=utf-8', page);
  });
  app.get('/api/reference.css', (request, reply) =>
    send(
      request,
      reply,
      'text/css; charset=utf-8',
      once('styles', () => referenceStyles),
    ),
  );
};
