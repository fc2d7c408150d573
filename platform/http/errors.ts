import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refusal, statusOf } from '#foundation/refusal.ts';
import { DatabaseFailure } from '#platform/database/index.ts';
import { languageOf } from './language.ts';
import { printBytes } from '#foundation/print-bytes.ts';
import { limits } from './limits.ts';
import { pageForPeople, wantsPage } from './page-for-people.ts';
import { problemMediaType, problemOf, titleOf } from './problem.ts';
import { RefusalError } from './refusal-error.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Errors of the shell that are the caller's doing, by their code. */
const expected = (code: string): Refusal | undefined => {
  switch (code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
    case 'FST_PREMATURE_CLOSE':
    case 'FST_PROTO_VIOLATION':
    case 'FST_INVALID_JSON_FIELD_ERROR':
      return refusal('malformed-body');
    case 'FST_ERR_BAD_URL':
      return refusal('malformed-address');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refusal('body-too-large', { limit: printBytes(limits.body) });
    case 'FST_REQ_FILE_TOO_LARGE':
    case 'FST_FILES_LIMIT':
    case 'FST_PARTS_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return refusal('body-too-large', { limit: `${limits.files} × ${printBytes(limits.file)}` });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refusal('media-type-unknown', { expected: 'application/json' });
    default:
      return undefined;
  }
};

/** The refusal that an error stands for; `unexpected` for everything that nobody foresaw. */
export const refusalOfError = (error: unknown, traceId: string): Refusal => {
  if (error instanceof RefusalError) return error.refusal;
  if (error instanceof DatabaseFailure)
    return refusal(error.code === 'disk-full' ? 'disk-full' : 'database-unavailable');
  const broken =
    error instanceof Error && /terminated early|end of multipart data|Malformed part header/.test(error.message);
  const syntax = error instanceof SyntaxError && 'statusCode' in error && error.statusCode === 400;
  return (
    expected(codeOf(error)) ??
    (syntax || broken ? refusal('malformed-body') : refusal('unexpected', { trace: traceId }))
  );
};

/** Answers with a refusal: as problem+json, or as a page where a person looks at one. */
export const sendRefusal = (request: FastifyRequest, reply: FastifyReply, reason: Refusal): FastifyReply => {
  const status = statusOf(reason.code);
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="zhijian"');
  if (status === 429 || status === 503) reply.header('retry-after', '60');
  // Whatever is still being sent is not read to its end.
  if (status === 413) reply.header('connection', 'close');
  reply.code(status).header('cache-control', 'no-store');
  if (wantsPage(request))
    return reply.type('text/html; charset=utf-8').send(pageForPeople(request, titleOf(status), reason.text));
  return reply.type(problemMediaType).send(JSON.stringify(problemOf(reason, languageOf(request), request.id)));
};

/** The last resort of every request: nothing of the inside gets out, the whole of it is logged under the trace id. */
export const handleError = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const reason = refusalOfError(error, request.id);
  if (statusOf(reason.code) >= 500) request.log.error({ err: error, route: request.routeOptions.url }, reason.code);
  return sendRefusal(request, reply, reason);
};
