import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteContract } from '#foundation/contract.ts';
import type { Answer } from '#platform/manifest.ts';
import { sendRefusal } from './errors.ts';

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

/** Sends what a handler gave back. Streams go out as fast as the reader takes them, and stop when the reader leaves. */
export const sendAnswer = (
  request: FastifyRequest,
  reply: FastifyReply,
  contract: RouteContract,
  answer: Answer<RouteContract>,
): FastifyReply => {
  if (!answer.ok) return sendRefusal(request, reply, answer.refusal);
  reply.header('cache-control', 'no-store');
  if ('stream' in answer)
    return reply.type(answer.mediaType).header('content-disposition', attachment(answer.fileName)).send(answer.stream);
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(declared(contract, answer.value) ?? {}));
};
