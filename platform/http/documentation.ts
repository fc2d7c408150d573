import type { FastifyInstance } from 'fastify';
import type { Language } from '#foundation/text-pair.ts';
import type { Services } from '#platform/operation/index.ts';
import { languageOf } from './language.ts';
import { openApiDocument } from './openapi.ts';
import { referencePage, referenceStyles } from './reference-page.ts';

/** The OpenAPI document and its readable form; each is made once, when first asked for. */
export const registerDocumentation = (app: FastifyInstance, services: Services, version: string): void => {
  const made = new Map<string, string>();
  const once = (key: string, make: () => string): string => {
    const text = made.get(key) ?? make();
    made.set(key, text);
    return text;
  };
  const page = (language: Language): string => once(language, () => referencePage(services.composition, language));
  app.get('/api/openapi.json', (_request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(once('openapi', () => JSON.stringify(openApiDocument(services.composition, version)))),
  );
  app.get('/api', (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('vary', 'accept-language, cookie')
      .send(page(languageOf(request))),
  );
  app.get('/api/reference.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(referenceStyles),
  );
};
