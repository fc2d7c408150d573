import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { sendRefusal } from './errors.ts';
import { pageForPeople, wantsPage } from './page-for-people.ts';

interface KnownRoute {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .split('/')
      .map((part) =>
        part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replaceAll(/[^\w-]/g, String.raw`\$&`),
      )
      .join('/')}$`,
  );

const title = pair('没有这个页面', 'There is no such page');
const words = pair('地址可能有误，或页面已经移走。', 'The address may be mistyped, or the page has moved.');

/** Answers in words for addresses that nobody serves (404) and for methods that an address does not take (405). */
export const registerNotFound = (app: FastifyInstance): void => {
  const known = new Map<string, KnownRoute>();
  app.addHook('onRoute', ({ url, method }) => {
    const route = known.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const each of [method].flat()) route.methods.add(each);
    known.set(url, route);
  });
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = new Set(
      [...known.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]),
    );
    if (allowed.size > 0 && !allowed.has(request.method)) {
      const list = [...allowed].toSorted().join(', ');
      reply.header('allow', list);
      return sendRefusal(request, reply, refusal('method-not-allowed', { method: request.method, allowed: list }));
    }
    return wantsPage(request)
      ? reply
          .code(404)
          .type('text/html; charset=utf-8')
          .send(pageForPeople(request, title, words))
      : sendRefusal(request, reply, refusal('no-such-page'));
  });
};
