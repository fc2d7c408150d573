import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteContract } from '#foundation/contract.ts';
import type { Answer } from '#platform/manifest.ts';
import { sendRefusal } from './errors.ts';
import { sendWhole, wholeHeaders } from './whole-answer.ts';

/** Names the file for browsers old and new (RFC 6266). */
export const attachment = (fileName: string): string => {
  const plain = fileName.replaceAll(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(fileName.toWellFormed()).replaceAll(
    /['()*]/g,
    (c) => `%${c.codePointAt(0)?.toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
};

/** The value as the contract declares it: what is not declared does not go out. */
const declared = (contract: RouteContract, value: unknown): unknown => {
  const parsed = contract.response.safeParse(value);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
  throw new Error(`${contract.method} ${contract.path} does not answer as its contract says: ${places.join('; ')}`);
};

const own = { 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' } as const;
const jsonHeaders = wholeHeaders(own);

/**
 * Sends what a handler gave back. Streams go out as fast as the reader takes them, and stop when the reader leaves. JSON goes out
 * whole, past the hooks for sending, unless the handler has set a header of its own, such as a cookie.
 */
export const sendAnswer = (
  request: FastifyRequest,
  reply: FastifyReply,
  contract: RouteContract,
  answer: Answer<RouteContract>,
  setsHeaders: boolean,
): FastifyReply | undefined => {
  if (!answer.ok) return sendRefusal(request, reply, answer.refusal);
  if ('stream' in answer)
    return reply
      .header('cache-control', 'no-store')
      .type(answer.mediaType)
      .header('content-disposition', attachment(answer.fileName))
      .send(answer.stream);
  const body = JSON.stringify(declared(contract, answer.value) ?? {});
  if (setsHeaders) return reply.headers(own).send(body);
  sendWhole(request, reply, {
    status: 200,
    headers: [...jsonHeaders, 'content-length', String(Buffer.byteLength(body))],
    body,
  });
  return undefined;
};
