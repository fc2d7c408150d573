import type { FastifyRequest } from 'fastify';
import type { TextPair } from '#foundation/text-pair.ts';
import { html } from '#platform/portal/index.ts';
import { languageOf } from './language.ts';

/** True where a person looks at a page; programs, and the office's own requests, get problem+json. */
export const wantsPage = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');

/** A page that says why there is no other, and where to go on. It needs nothing of the database. */
export const pageForPeople = (request: FastifyRequest, title: TextPair, words: TextPair): string => {
  const language = languageOf(request);
  const say = (text: TextPair): string => text[language];
  return html`<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>${say(title)}</title><link rel="stylesheet" href="/api/reference.css" /></head><body><main><h1>${say(title)}</h1><p>${say(words)}</p><p><a href="/">${say({ zh: '公示首页', en: 'Public record' })}</a> · <a href="/office/">${say({ zh: '工作人员登录', en: 'Officials sign in' })}</a></p></main><link rel="stylesheet" href="/fonts/index.css" /></body></html>`
    .text;
};
