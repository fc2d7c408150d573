import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RouteContract } from '#foundation/contract.ts';
import { refusal } from '#foundation/refusal.ts';
import type { Answer, Upload } from '#platform/manifest.ts';
import type { Call, Services } from '#platform/operation/index.ts';
import { sendAnswer } from './answer.ts';
import { type Caller, callOf, findCaller, refuseCaller } from './caller.ts';
import { readInput } from './input.ts';
import { RefusalError } from './refusal-error.ts';
import { isSameOrigin } from './same-origin.ts';
import { noUploads, readUploadedForm } from './uploads.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** What a handler of the shell itself sees beside the call: the session's token and the exchange to set its cookie on. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly sessionToken: string | undefined;
}

export type Handler = (
  call: Call,
  input: never,
  uploads: AsyncIterable<Upload>,
  exchange: Exchange,
) => Promise<Answer<RouteContract>>;

export interface RouteOptions {
  readonly services: Services;
  /** Most bytes of one uploaded file. */
  readonly fileLimit: number;
  readonly config?: FastifyContextConfig;
  /** The handler, or the framework for it, sets headers of the answer: a cookie, what is left of a limit. */
  readonly setsHeaders?: boolean;
}

/**
 * Makes a contract answer. Order: origin, caller, access, then the body is read and validated, then the handler; so nobody
 * without the permission gets a byte of his body looked at.
 */
export const registerRoute = (
  app: FastifyInstance,
  contract: RouteContract,
  handle: Handler,
  options: RouteOptions,
): void => {
  const { services, fileLimit, config, setsHeaders = false } = options;
  app.route({
    method: contract.method,
    url: contract.path,
    ...(config === undefined ? {} : { config }),
    onRequest: async (request) => {
      if (!isSameOrigin(request)) throw new RefusalError(refusal('foreign-origin'));
      request.caller = await findCaller(services, request);
      const refused = refuseCaller(contract, request.caller);
      if (refused) throw new RefusalError(refused);
    },
    handler: async (request, reply) => {
      const { caller } = request;
      if (!caller) throw new Error('the caller was not looked up');
      const form = contract.transfer === 'upload' ? await readUploadedForm(request, fileLimit) : undefined;
      const input = readInput(contract, {
        params: request.params,
        query: request.query,
        body: form?.fields ?? request.body,
      });
      if (!input.ok) throw new RefusalError(input.refusal);
      const call = callOf(services, request, caller.actor);
      const exchange = { request, reply, sessionToken: caller.sessionToken };
      const answer = await handle(call, input.value as never, form?.uploads ?? noUploads, exchange);
      return sendAnswer(request, reply, contract, answer, setsHeaders);
    },
  });
};
