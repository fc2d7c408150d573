import type { FastifyRequest } from 'fastify';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Host of an Origin header; nothing for `null` and nonsense. */
const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/**
 * Whether a request that changes something was sent by a page of this server or by no browser at all. Browsers say so
 * themselves (Sec-Fetch-Site, or Origin); a program that sends neither carries no stolen cookie. SameSite=Strict stands behind.
 */
export const isSameOrigin = (request: FastifyRequest): boolean => {
  if (safe.has(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  return origin === undefined || hostOf(origin) === request.host;
};
