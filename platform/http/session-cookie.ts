import type { FastifyReply, FastifyRequest } from 'fastify';

/** The `__Host-` prefix binds a cookie to this host and to https; browsers refuse it on plain loopback http. */
const nameFor = (request: FastifyRequest): string => (request.protocol === 'https' ? '__Host-zhijian' : 'zhijian');

export const readSessionCookie = (request: FastifyRequest): string | undefined => request.cookies[nameFor(request)];

const attributes = (request: FastifyRequest) =>
  ({ httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https', path: '/' }) as const;

/** A cookie of the browser session: the database says when it expires. */
export const keepSessionCookie = (request: FastifyRequest, reply: FastifyReply, token: string): void => {
  reply.setCookie(nameFor(request), token, attributes(request));
};

export const dropSessionCookie = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.clearCookie(nameFor(request), attributes(request));
};
