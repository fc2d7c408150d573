import { z } from 'zod';
import { route } from './contract.ts';
import { actAnswerSchema, actBody, type ActRule } from './process.ts';
import type { TextPair } from './text-pair.ts';

const plainBody = z.object(actBody);

/**
 * Makes the routes of the acts on a thing, which differ by their verb and their summary alone: `POST <path>/<verb>`, open to whoever
 * may take the act. `body` is what they carry besides the version seen and a reason.
 */
export const actRoutes = <
  Verb extends string,
  Params extends z.ZodType,
  Response extends z.ZodType,
  Body extends z.ZodType = typeof plainBody,
>(
  acts: Readonly<Record<Verb, ActRule>>,
  { path, params, response, body, citation }: { readonly path: `/api/v1/${string}`; readonly params: Params; readonly response: Response; readonly body?: Body; readonly citation?: string }, // prettier-ignore
) => {
  const carried = body ?? (plainBody as z.ZodType as Body);
  return (verb: Verb, summary: TextPair) =>
    route({ method: 'POST', path: `${path}/${verb}`, access: acts[verb].permission, summary, ...(citation === undefined ? {} : { citation }), params, body: carried, response }); // prettier-ignore
};

/** Makes the routes of acts that are taken on a selection of things at once, or on one as a selection of one: `POST <path>/<verb>`. */
export const bulkActRoutes = <Verb extends string, Selection extends z.ZodType>(
  acts: Readonly<Record<Verb, ActRule>>,
  { path, citation, selection }: { readonly path: `/api/v1/${string}`; readonly citation: string; readonly selection: Selection }, // prettier-ignore
) => {
  const body = z.object({ selection, reason: actBody.reason });
  return (verb: Verb, summary: TextPair) =>
    route({ method: 'POST', path: `${path}/${verb}`, access: acts[verb].permission, summary, citation, body, response: actAnswerSchema }); // prettier-ignore
};
