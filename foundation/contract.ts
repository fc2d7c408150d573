import type { z } from 'zod';

/** A sentence in both languages of the product. */
interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Who may call a route: anybody, anybody who is signed in, or holders of a permission such as `warning-cards.issue`. */
export type Access = 'public' | 'signed-in' | `${string}.${string}`;

/**
 * One route as data. The same object validates the request, strips the response, makes the OpenAPI document and types the
 * client of the office. `answer` is `stream` where the response is a file (exports) and `upload` where the request is one.
 */
export interface RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/api/v1/${string}`;
  readonly access: Access;
  readonly summary: Words;
  /** Clause ids that the route rests on, for example `notice 4.3.1`. */
  readonly citation?: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly response: Response;
  readonly transfer?: 'json' | 'stream' | 'upload';
}

/** Declares a route and keeps the exact types of its schemas. */
export const route = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodType,
>(
  contract: RouteContract<Params, Query, Body, Response>,
): RouteContract<Params, Query, Body, Response> => contract;

/** What a handler or a client passes for a contract, after validation. */
export type RouteInput<C> =
  C extends RouteContract<infer P, infer Q, infer B, z.ZodType>
    ? { readonly params: z.output<P>; readonly query: z.output<Q>; readonly body: z.output<B> }
    : never;

/** What a contract answers. */
export type RouteOutput<C> = C extends RouteContract<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;
